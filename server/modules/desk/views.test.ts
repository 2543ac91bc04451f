import { beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../../test/harness/app.ts'
import type { SavedView } from './contract.ts'
import { openTwoTeams, type Person } from './fixtures/two-teams.ts'

let owner: Person
let lead: Person
let ann: Person
let bob: Person
let care: string

beforeAll(async () => {
  ;({ owner, lead, ann, bob, care } = await openTwoTeams())
})

const views = (who: Client): Promise<SavedView[]> => who.ok('GET', '/api/views')

describe('saved views', () => {
  it('belong to their owner until somebody shares them who may', async () => {
    const made = await ann.ok<SavedView>('POST', '/api/views', {
      name: ' 急ぎ ',
      filter: { priority: 'urgent' },
    })
    expect(made).toMatchObject({
      name: '急ぎ',
      shared: false,
      ownerId: ann.id,
      filter: { priority: 'urgent' },
    })
    expect(await views(ann)).toEqual([made])
    for (const other of [bob, lead, owner]) {
      expect(await views(other)).toEqual([])
      expect((await other.call('PATCH', `/api/views/${made.id}`, { name: 'x' })).status).toBe(404)
      expect((await other.call('DELETE', `/api/views/${made.id}`)).status).toBe(404)
    }
    expect((await ann.call('PATCH', `/api/views/${made.id}`, { shared: true })).status).toBe(403)
    expect((await ann.call('POST', '/api/views', { name: 'x', shared: true, filter: {} })).status).toBe(403)
    await ann.ok('DELETE', `/api/views/${made.id}`)
    expect(await views(ann)).toEqual([])
  })

  it('that are shared are seen by all and changed by those who may share', async () => {
    const made = await lead.ok<SavedView>('POST', '/api/views', {
      name: '待ち',
      shared: true,
      filter: { waiting: true, sort: 'waiting' },
    })
    for (const person of [ann, bob, owner]) expect(await views(person)).toEqual([made])
    expect((await ann.call('PATCH', `/api/views/${made.id}`, { name: 'x' })).status).toBe(403)
    expect((await ann.call('DELETE', `/api/views/${made.id}`)).status).toBe(403)
    const renamed = await owner.ok<SavedView>('PATCH', `/api/views/${made.id}`, {
      name: '長く待つ',
      position: 3,
    })
    expect(renamed).toEqual({ ...made, name: '長く待つ', position: 3 })
    await lead.ok('PATCH', `/api/views/${made.id}`, { shared: false })
    expect(await views(ann)).toEqual([])
    await lead.ok('DELETE', `/api/views/${made.id}`)
  })

  it('of an inbox stay hidden from those who do not see the inbox', async () => {
    const made = await lead.ok<SavedView>('POST', '/api/views', {
      name: 'Care',
      shared: true,
      filter: { inboxId: care },
    })
    expect(await views(bob)).toEqual([made])
    expect(await views(ann)).toEqual([])
    expect((await ann.call('DELETE', `/api/views/${made.id}`)).status).toBe(404)
    await lead.ok('DELETE', `/api/views/${made.id}`)
  })

  it('are refused when they name what is not there or not to be seen', async () => {
    const nowhere = '01a00000-0000-7000-8000-000000000001'
    for (const field of ['teamId', 'inboxId', 'assigneeId', 'tagId', 'customerId']) {
      const answer = await owner.call<{ fields: { path: string }[] }>('POST', '/api/views', {
        name: 'x',
        filter: { [field]: nowhere },
      })
      expect(answer.status).toBe(400)
      expect(answer.body.fields.map(({ path }) => path)).toEqual([`body.filter.${field}`])
    }
    expect((await ann.call('POST', '/api/views', { name: 'x', filter: { inboxId: care } })).status).toBe(400)
    expect((await ann.call('POST', '/api/views', { name: '  ', filter: {} })).status).toBe(400)
    expect((await ann.call('POST', '/api/views', { name: 'x', filter: { waiting: 'yes' } })).status).toBe(400)
  })
})
