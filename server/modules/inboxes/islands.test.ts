import { describe, expect, it } from 'vitest'
import { personWith } from '../../../test/factories/index.ts'
import type { ChannelHost } from '../../channels/channel.ts'
import { provideHost } from '../../channels/registry.ts'
import { systemCaller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { createBrand } from '../workspace/index.ts'
import { connectInbox } from './connect-inbox.ts'
import { checkInbox } from './check-inbox.ts'
import { abilitiesOf, activeInboxes, channelOf, inboxAccount, readState, writeState } from './index.ts'
import { listInboxes } from './list-inboxes.ts'
import { testInboxes } from './fixtures/inboxes.ts'

const { test, system, connect, change, audited } = await testInboxes()

describe('what an island is given', () => {
  it('is named and coloured after its brand, else after the workspace', async () => {
    const brand = await test.db.tx((tx) =>
      createBrand(tx, system, { name: 'Kaze', language: 'en', colour: '#00aa55' }),
    )
    const branded = await connect({ brandId: brand.id })
    const plain = await connect()
    expect(await inboxAccount(test.db, branded.id)).toMatchObject({
      brand: { name: 'Kaze', colour: '#00aa55' },
      language: 'en',
    })
    expect(await inboxAccount(test.db, plain.id)).toMatchObject({ brand: { name: 'Test' }, language: 'ja' })
  })

  it('is nothing for an inbox of another workspace', async () => {
    const inbox = await connect()
    const other = await test.database.reference.one<{ id: number }>(sql`
      insert into workspaces (name, language, time_zone, created_at)
      values ('Other', 'ja', 'Asia/Tokyo', ${test.clock.now()}) returning id`)
    const db = test.database.in(other.id)
    expect(await inboxAccount(db, inbox.id)).toBeUndefined()
    expect(await activeInboxes(db)).toEqual([])
    expect(await listInboxes(db, systemCaller(other.id))).toEqual([])
  })

  it('are active inboxes only, of one channel where it is asked for', async () => {
    const inbox = await connect()
    const paused = await connect()
    await change(paused.id, { state: 'paused' })
    const ids = (await activeInboxes(test.db, 'chat')).map(({ id }) => id)
    expect(ids).toContain(inbox.id)
    expect(ids).not.toContain(paused.id)
    expect(await activeInboxes(test.db, 'nothing-like-it')).toEqual([])
  })

  it('says what its channel can do', async () => {
    const inbox = await connect()
    expect(await channelOf(test.db, inbox.id)).toBe('chat')
    expect(await channelOf(test.db, newId())).toBeUndefined()
    expect(await abilitiesOf('chat')).toMatchObject({ live: true, subject: false })
    expect(await abilitiesOf('gone')).toMatchObject({ live: false, attachments: false })
  })
})

describe('connecting through a provider', () => {
  const host = { publicUrl: 'https://desk.example' } as ChannelHost
  const connectTo = (id: string, caller = system) => test.db.tx((tx) => connectInbox(tx, caller, id))

  it('gives the page of the provider, is for owners, and stands in the log', async () => {
    provideHost(test.db.kernel, host)
    const settings = {
      address: 'a@shop.example',
      auth: { kind: 'oauth2', provider: 'google', clientId: 'us' },
    }
    const inbox = await connect({ channel: 'email', settings })
    const { url } = await connectTo(inbox.id)
    expect(url).toMatch(/^https:\/\/accounts\.google\.com\//)
    expect((await audited(inbox.id)).at(-1)).toMatchObject({ action: 'inboxes.connect' })
    await expect(
      connectTo(inbox.id, personWith(test.workspaceId, ['customers.read'], 'all')),
    ).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(connectTo(newId())).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('is nothing where the settings need none', async () => {
    provideHost(test.db.kernel, host)
    expect(await connectTo((await connect()).id)).toEqual({ url: null })
  })
})

describe('a check', () => {
  it('of a channel that has none answers with no steps, and of no inbox with not found', async () => {
    provideHost(test.db.kernel, {} as ChannelHost)
    const inbox = await connect()
    expect(await checkInbox(test.db, system, inbox.id)).toEqual([])
    await expect(checkInbox(test.db, system, newId())).rejects.toMatchObject({ kind: 'not-found' })
    await expect(
      checkInbox(test.db, personWith(test.workspaceId, [], 'all'), inbox.id),
    ).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})

describe('what islands keep', () => {
  it('is read back as it was written, for each inbox by itself', async () => {
    const [a, b] = [await connect(), await connect()]
    expect(await readState(test.db, a.id, 'cursor')).toBeUndefined()
    await writeState(test.db, a.id, 'cursor', { uid: 7 })
    await writeState(test.db, a.id, 'cursor', { uid: 8 })
    await writeState(test.db, b.id, 'cursor', null)
    expect(await readState(test.db, a.id, 'cursor')).toEqual({ uid: 8 })
    expect(await readState(test.db, b.id, 'cursor')).toBeNull()
  })
})
