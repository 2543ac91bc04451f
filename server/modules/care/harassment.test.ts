import { createHash } from 'node:crypto'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import { letterDesk, type Harassment } from '../../../test/harness/letter-desk.ts'
import type { Evidence, Exposure, HarassmentStep, ListedHarassment } from './contract-harassment.ts'

const desk = await letterDesk()
const { test, lead, hana, ken, write, talks, said, report, decide } = desk
interface Hashed {
  content: string
  hash: string
}
interface Whole {
  harassment: ListedHarassment
  evidence: Evidence[]
  complete: boolean
  steps: HarassmentStep[]
}
const whole = (id: string, who = lead) => who.ok<Whole>('GET', `/api/harassments/${id}`)
const talkOf = async (from: string, ...texts: string[]): Promise<string> => {
  for (const text of texts) await write(text, from)
  return (await talks(from))[0]?.id as string
}
const code = async (who: typeof lead, method: string, path: string, body?: object): Promise<string> =>
  (await who.call<{ code: string }>(method, path, body)).body.code

describe('a record of harassment', () => {
  it('is reported with its kinds and what was said, decided on, and closed, and says who did what', async () => {
    const talk = await talkOf('one@customer.example', '土下座しろ')
    const [message] = await said(talk)
    const made = await report(talk, { kinds: ['abuse', 'demand'], messageIds: [message?.id] })
    expect(made).toMatchObject({
      state: 'reported',
      kinds: ['abuse', 'demand'],
      reportedBy: hana.id,
      exposed: [hana.id],
      evidenceCount: 1,
    })
    const path = `/api/harassments/${made.id}`
    expect(await code(hana, 'POST', `${path}/decision`, { confirmed: true, reason: 'x' })).toBe(
      'access.not-allowed',
    )
    expect(await code(lead, 'POST', `${path}/close`, { reason: 'x' })).toBe('care.undecided')
    expect((await decide(made)).state).toBe('confirmed')
    expect(await code(lead, 'POST', `${path}/decision`, { confirmed: true, reason: 'x' })).toBe(
      'care.decided',
    )
    await lead.ok('POST', `${path}/close`, { reason: 'もう来ない' })
    expect(await code(lead, 'PATCH', path, { summary: 'x' })).toBe('care.record-closed')
    await lead.ok('POST', `${path}/reopen`, { reason: 'また来た' })
    const { steps, harassment } = await whole(made.id)
    expect(harassment.state).toBe('confirmed')
    expect(steps.map(({ step }) => step)).toEqual(['reopened', 'closed', 'confirmed', 'kept', 'reported'])
  })

  it('is seen by who reported or bore it, and by those who handle it', async () => {
    const made = await report(await talkOf('two@customer.example', 'ばか'))
    expect((await whole(made.id, hana)).harassment.id).toBe(made.id)
    expect(await code(ken, 'GET', `/api/harassments/${made.id}`)).toBe('care.no-harassment')
    const listed = async (who: typeof hana) =>
      (await who.ok<{ items: Harassment[] }>('GET', '/api/harassments?state=all')).items.map(({ id }) => id)
    expect(await listed(hana)).toContain(made.id)
    expect(await listed(ken)).not.toContain(made.id)
    await lead.ok('PATCH', `/api/harassments/${made.id}`, { exposed: [ken.id] })
    expect((await whole(made.id, ken)).harassment.exposed).toEqual([ken.id])
  })

  it('takes the conversation over in one step, and tells whoever had it', async () => {
    const talk = await talkOf('three@customer.example', 'ばか')
    await hana.ok('PUT', `/api/conversations/${talk}/assignee`, { assigneeId: ken.id })
    const made = await report(talk)
    const taken = await lead.ok<Harassment>('POST', `/api/harassments/${made.id}/take-over`, {})
    expect(taken.takenOverBy).toBe(lead.id)
    expect(await lead.ok('GET', `/api/conversations/${talk}`)).toMatchObject({ assigneeId: lead.id })
    const notes = (await said(talk)).filter(({ kind }) => kind === 'note')
    expect(notes).toHaveLength(1)
    expect(await code(hana, 'POST', `/api/harassments/${made.id}/take-over`, {})).toBe('access.not-allowed')
  })

  it('counts for whoever bore it, unless it is dismissed', async () => {
    const { id: person } = ken
    const of = async (who = lead) =>
      (await who.ok<Exposure[]>('GET', '/api/harassment-exposure')).find(({ agentId }) => agentId === person)
    const before = (await of())?.in7 ?? 0
    const made = await report(await talkOf('four@customer.example', 'ばか'), { exposed: [person] })
    expect((await of())?.in7).toBe(before + 1)
    expect((await of(ken))?.in7).toBe(before + 1)
    expect(await of(hana)).toBeUndefined()
    await decide(made, false)
    expect((await of())?.in7 ?? 0).toBe(before)
  })
})

describe('evidence', () => {
  it('stays as it was, also where the message is emptied, with its place in the chain', async () => {
    const talk = await talkOf('five@customer.example', '最初の言葉', '次の言葉')
    const messages = await said(talk)
    const ids = messages.map(({ id }) => id)
    const made = await report(talk, { messageIds: [ids[0]] })
    await hana.ok('POST', `/api/harassments/${made.id}/evidence`, { messageIds: ids })
    const { evidence, complete } = await whole(made.id)
    expect(evidence.map(({ message, intact }) => [message?.text.trim(), intact])).toEqual([
      ['最初の言葉', true],
      ['次の言葉', true],
    ])
    expect(complete).toBe(true)
    expect(await code(hana, 'POST', `/api/harassments/${made.id}/evidence`, { messageIds: [made.id] })).toBe(
      'care.no-such-message',
    )
  })

  it('is changed or removed by no statement of ours', async () => {
    const talk = await talkOf('six@customer.example', '変えられない言葉')
    const made = await report(talk, { messageIds: (await said(talk)).map(({ id }) => id) })
    const mine = sql`workspace_id = ${test.workspaceId} and harassment_id = ${made.id}`
    await expect(
      test.db.run(sql`update harassment_evidence set content = '{}' where ${mine}`),
    ).rejects.toThrow(/row-level security/)
    await test.db.run(sql`delete from harassment_evidence where ${mine}`)
    await expect(
      test.db.run(sql`delete from harassments where workspace_id = ${test.workspaceId} and id = ${made.id}`),
    ).rejects.toThrow(/foreign key/)
    expect((await whole(made.id)).evidence).toHaveLength(1)
  })

  it('shows where somebody with the database in their hands changed it, left it out, or cut its end off', async () => {
    const talk = await talkOf('seven@customer.example', '一', '二', '三')
    const made = await report(talk, { messageIds: (await said(talk)).map(({ id }) => id) })
    const intact = async () => {
      const { evidence, complete } = await whole(made.id)
      return [complete, ...evidence.map((one) => one.intact)]
    }
    expect(await intact()).toEqual([true, true, true, true])
    const outside = new pg.Client({ connectionString: test.connectionString })
    await outside.connect()
    const put = (statement: string) => outside.query(statement, [made.id])
    await put(
      `update harassment_evidence set content = replace(content, '二', '弐') where harassment_id = $1`,
    )
    expect(await intact()).toEqual([false, true, false, false])
    await put(
      `update harassment_evidence set content = replace(content, '弐', '二') where harassment_id = $1`,
    )
    expect(await intact()).toEqual([true, true, true, true])
    await put(`delete from harassment_evidence where harassment_id = $1 and position = 2`)
    expect(await intact()).toEqual([false, true, true])
    await outside.end()
  })

  it('is taken out as it was hashed, and erased by an owner alone, with a word in the log', async () => {
    const talk = await talkOf('eight@customer.example', '消される言葉')
    const made = await report(talk, { messageIds: (await said(talk)).map(({ id }) => id) })
    const taken = await lead.call<string>('GET', `/api/harassments/${made.id}/record.json`)
    expect(String(taken.body)).toContain('消される言葉')
    let before = '0'.repeat(64)
    for (const { content, hash } of (JSON.parse(taken.body) as { evidence: Hashed[] }).evidence) {
      expect(hash).toBe(createHash('sha256').update(`${before}\n${content}`).digest('hex'))
      before = hash
    }
    const erase = `/api/harassments/${made.id}/erase`
    expect(await code(lead, 'POST', erase, { reason: 'x' })).toBe('access.not-allowed')
    await test.owner.ok('POST', erase, { reason: '本人の請求' })
    expect(await code(lead, 'GET', `/api/harassments/${made.id}`)).toBe('care.no-harassment')
    const left = await test.db.one<{ n: number }>(sql`
      select count(*)::integer as n from harassment_evidence
      where workspace_id = ${test.workspaceId} and harassment_id = ${made.id}`)
    expect(left.n).toBe(0)
  })
})
