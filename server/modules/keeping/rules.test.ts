import { beforeAll, describe, expect, it } from 'vitest'
import { addInbox, personWith, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { storeFile } from '../../kernel/files/index.ts'
import { idAt } from '../../kernel/ids.ts'
import { createRooms } from '../../start/rooms.ts'
import { recordAudit } from '../audit/index.ts'
import { mergeCustomers, unmergeCustomers } from '../customers/index.ts'
import { copied, customerOf } from './fixtures/people.ts'
import { listRules, saveRule, tryRule } from './list-rules.ts'
import { listRuns } from './list-proofs.ts'
import { runRules } from './run-rules.ts'

const rooms = createRooms({} as never)
const kinds = rooms.flatMap(({ keeps }) => keeps ?? [])
const signal = new AbortController().signal
const DAY = 86_400_000
let test: TestDatabase
let owner: Caller
let inboxId: string

beforeAll(async () => {
  test = await testDatabase()
  owner = personWith(test.workspaceId, ['settings.write'])
  inboxId = await addInbox(test.db)
})

const ago = (days: number): Date => new Date(test.clock.now().getTime() - days * DAY)
const rule = (kind: string, days: number | null) =>
  test.db.tx((tx) => saveRule(tx, owner, kinds, { kind, days }))
const due = (kind: string, days: number) => tryRule(test.db, owner, kinds, { kind, days })
const newestRun = async (kind: string) =>
  (await listRuns(test.db, owner, { limit: 100 })).items.find((run) => run.kind === kind)

/** A conversation that was resolved some days ago. */
const resolved = async (days: number, text: string): Promise<string> => {
  const { conversationId } = await receive(test.db, `${text}@mail.example`, inboxId, { text })
  await test.db.run(sql`
    update conversations set status = 'resolved', resolved_at = ${ago(days)}
    where workspace_id = ${test.workspaceId} and id = ${conversationId}`)
  return conversationId
}

/** Everything that follows what was announced. */
const settle = async (): Promise<void> => {
  const listeners = rooms.flatMap((room) => room.listeners ?? [])
  while (await test.db.maybe(sql`select 1 from events where workspace_id = ${test.workspaceId} limit 1`))
    await test.dispatch(listeners)
}

const textsOf = async (conversationId: string): Promise<string[]> =>
  (
    await test.db.many<{ text: string }>(sql`
      select text from messages where workspace_id = ${test.workspaceId} and conversation_id = ${conversationId}`)
  ).map(({ text }) => text)

describe('rules', () => {
  it('say what the product does until an owner says otherwise', async () => {
    const rules = await listRules(test.db, owner, kinds)
    const days = Object.fromEntries(rules.map((one) => [one.kind, one.days]))
    expect(days).toMatchObject({
      'webhooks.deliveries': 30,
      'conversations.resolved': null,
      'audit.entries': null,
    })
    for (const one of rules) expect(one.byDefault ?? one.leastDays).toBeGreaterThanOrEqual(one.leastDays)
  })

  it('take no fewer days than a kind may be kept, neither to try nor to save', async () => {
    await expect(due('conversations.resolved', 1)).rejects.toMatchObject({ code: 'keeping.too-few' })
    await expect(rule('conversations.resolved', 1)).rejects.toMatchObject({ code: 'keeping.too-few' })
    await expect(rule('nothing', 400)).rejects.toMatchObject({ code: 'keeping.no-kind' })
    const reader = personWith(test.workspaceId, [])
    await expect(listRules(test.db, reader, kinds)).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('the nightly run', () => {
  it('takes the words of conversations that were resolved long ago, as it said before', async () => {
    const old = await Promise.all(Array.from({ length: 23 }, (_none, n) => resolved(400 + n, `old-${n}`)))
    const young = await resolved(300, 'young')
    const { conversationId: open } = await receive(test.db, 'open@mail.example', inboxId, { text: 'open' })
    expect(await due('conversations.resolved', 365)).toEqual({
      rows: 23,
      oldest: ago(422).toISOString(),
      before: ago(365).toISOString(),
    })
    // Trying changes nothing.
    expect(await textsOf(old[0] ?? '')).toEqual(['old-0'])
    await rule('conversations.resolved', 365)
    await runRules({ db: test.db, signal }, rooms, kinds)
    for (const id of old) expect(await textsOf(id)).toEqual([''])
    expect(await textsOf(young)).toEqual(['young'])
    expect(await textsOf(open)).toEqual(['open'])
    expect(await newestRun('conversations.resolved')).toMatchObject({
      days: 365,
      rows: 23,
      from: ago(422).toISOString(),
      to: ago(400).toISOString(),
      endedAt: test.clock.now().toISOString(),
    })
    await runRules({ db: test.db, signal }, rooms, kinds)
    expect(await newestRun('conversations.resolved')).toMatchObject({ rows: 0, from: null, to: null })
    await rule('conversations.resolved', null)
  })

  it('takes what was merged into them along', async () => {
    const [into, conversationId] = [await resolved(600, 'stays'), await resolved(600, 'merged')]
    const { linkId } = await test.db.tx((tx) =>
      act<{ linkId: string }>(
        'conversations',
        'mergeConversation',
        { params: { conversationId }, body: { intoId: into, differentCustomers: true } },
        { caller: systemCaller(test.workspaceId), tx },
      ),
    )
    await test.db.run(sql`
      update conversations set status = 'resolved', resolved_at = ${ago(500)}
      where workspace_id = ${test.workspaceId} and id = ${into}`)
    expect((await textsOf(into)).toSorted()).toEqual(['merged', 'stays'])
    await rule('conversations.resolved', 365)
    await runRules({ db: test.db, signal }, rooms, kinds)
    expect(await textsOf(into)).toEqual(['', ''])
    await rule('conversations.resolved', null)
    await test.db.tx((tx) =>
      act(
        'conversations',
        'undoConversationLink',
        { params: { linkId } },
        { caller: systemCaller(test.workspaceId), tx },
      ),
    )
    const shown = await test.db.many(sql`
      select preview, subject from conversations
      where workspace_id = ${test.workspaceId} and id = any(${[into, conversationId]}::uuid[])`)
    expect(shown).toEqual([
      { preview: '', subject: '' },
      { preview: '', subject: '' },
    ])
  })

  it('takes an address that stood in the place of a name, and undoing a merge of its customer brings it back to nobody', async () => {
    const [kept, old] = [await resolved(1, 'survivor'), await resolved(700, 'merged-away')]
    await test.db.run(sql`
      update conversations set addressed = 'typed@address.example' where workspace_id = ${test.workspaceId} and id = ${old}`)
    // Nobody of the inbox may know whose address it is.
    await test.db.run(sql`delete from customer_inboxes where workspace_id = ${test.workspaceId}`)
    const [survivorId, mergedId] = [await customerOf(test.db, kept), await customerOf(test.db, old)]
    const merger = personWith(test.workspaceId, ['customers.read', 'customers.merge'])
    const { id } = await test.db.tx((tx) => mergeCustomers(tx, merger, { survivorId, mergedId }))
    await settle()
    expect(await customerOf(test.db, old)).toBe(survivorId)
    await rule('conversations.resolved', 365)
    await runRules({ db: test.db, signal }, rooms, kinds)
    await rule('conversations.resolved', null)
    await test.db.tx((tx) => unmergeCustomers(tx, merger, id))
    await settle()
    expect(await customerOf(test.db, old)).toBe(mergedId)
    const { addressed } = await test.db.one<{ addressed: string | null }>(sql`
      select addressed from conversations where workspace_id = ${test.workspaceId} and id = ${old}`)
    expect(addressed).toBeNull()
  })

  it('goes on the next night where it was killed, and each night proves what it took', async () => {
    const old = await Promise.all(Array.from({ length: 25 }, (_none, n) => resolved(500 + n, `killed-${n}`)))
    await rule('conversations.resolved', 365)
    const stopped = AbortSignal.abort(new Error('killed'))
    await expect(runRules({ db: test.db, signal: stopped }, rooms, kinds)).rejects.toThrow('killed')
    const half = await newestRun('conversations.resolved')
    expect(half).toMatchObject({ rows: 1, endedAt: null })
    await runRules({ db: test.db, signal }, rooms, kinds)
    expect(await newestRun('conversations.resolved')).toMatchObject({ rows: 24 })
    for (const id of old) expect(await textsOf(id)).toEqual([''])
    await rule('conversations.resolved', null)
  })

  it('that is killed between two pieces leaves no conversation half empty', async () => {
    const old = await Promise.all(Array.from({ length: 20 }, (_none, n) => resolved(500, `between-${n}`)))
    for (const conversationId of old) {
      const { id } = await test.db.one<{ id: string }>(sql`
        select id from messages where workspace_id = ${test.workspaceId} and conversation_id = ${conversationId}`)
      await copied(test, id, 29)
    }
    await rule('conversations.resolved', 365)
    const stopped = AbortSignal.abort(new Error('killed'))
    await expect(runRules({ db: test.db, signal: stopped }, rooms, kinds)).rejects.toThrow('killed')
    const rows = await test.db.many<{ whole: boolean }>(sql`
      select count(*) filter (where m.text <> '') = 30 and c.anonymised_at is null
        or count(*) filter (where m.text = '') = 30 and c.anonymised_at is not null as whole
      from messages m
      join conversations c on c.workspace_id = ${test.workspaceId} and c.id = m.conversation_id
      where m.workspace_id = ${test.workspaceId} and m.conversation_id = any(${old}::uuid[]) group by c.id, c.anonymised_at`)
    expect(rows).toEqual(old.map(() => ({ whole: true })))
    await runRules({ db: test.db, signal }, rooms, kinds)
    await rule('conversations.resolved', null)
  })

  it('goes in pieces, so that nobody waits long for the search index, and counts a conversation once', async () => {
    const [long, into] = [await resolved(800, 'long'), await resolved(800, 'into')]
    const { id } = await test.db.one<{ id: string }>(sql`
      select id from messages where workspace_id = ${test.workspaceId} and conversation_id = ${long}`)
    await copied(test, id, 1100)
    await test.db.tx((tx) =>
      act(
        'conversations',
        'mergeConversation',
        { params: { conversationId: long }, body: { intoId: into, differentCustomers: true } },
        { caller: systemCaller(test.workspaceId), tx },
      ),
    )
    await test.db.run(sql`
      update conversations set status = 'resolved', resolved_at = ${ago(800)}
      where workspace_id = ${test.workspaceId} and id = ${into}`)
    await rule('conversations.resolved', 365)
    // Nights that end after their first piece.
    const stopped = AbortSignal.abort(new Error('killed'))
    const left: number[] = []
    for (let n = 0; n < 3; n += 1) {
      await expect(runRules({ db: test.db, signal: stopped }, rooms, kinds)).rejects.toThrow('killed')
      left.push((await textsOf(into)).filter((text) => text !== '').length)
    }
    expect(left).toEqual([602, 102, 0])
    expect(await newestRun('conversations.resolved')).toMatchObject({ rows: 1 })
    // Within a night it goes on, from the same place.
    const longer = await receive(test.db, 'longer@mail.example', inboxId, { text: 'longer' })
    await copied(test, longer.messageId, 700)
    await test.db.run(sql`
      update conversations set status = 'resolved', resolved_at = ${ago(700)}
      where workspace_id = ${test.workspaceId} and id = ${longer.conversationId}`)
    await runRules({ db: test.db, signal }, rooms, kinds)
    expect(new Set(await textsOf(longer.conversationId))).toEqual(new Set(['']))
    expect(await newestRun('conversations.resolved')).toMatchObject({ rows: 1, from: ago(700).toISOString() })
    await rule('conversations.resolved', null)
  })

  it('lets go of files, and leaves their names and who else has them', async () => {
    const fileId = await test.db.tx((tx) => storeFile(tx, Buffer.from('content')))
    const file = (at: Date) => ({
      id: idAt(at),
      fileId,
      name: 'receipt.txt',
      type: 'text/plain',
      size: 7,
      inline: false,
      contentId: null,
      problem: null,
    })
    const old = file(ago(60))
    await receive(test.db, 'file@mail.example', inboxId, { files: [old] })
    await test.db.run(sql`
      update attachments set created_at = ${ago(60)} where workspace_id = ${test.workspaceId} and id = ${old.id}`)
    await receive(test.db, 'file@mail.example', inboxId, { files: [file(ago(0))] })
    expect(await due('conversations.files', 30)).toMatchObject({ rows: 1 })
    await rule('conversations.files', 30)
    await runRules({ db: test.db, signal }, rooms, kinds)
    const rows = await test.db.many(sql`
      select name, problem, file_id is not null as kept from attachments
      where workspace_id = ${test.workspaceId} order by created_at`)
    expect(rows).toEqual([
      { name: 'receipt.txt', problem: 'expired', kept: false },
      { name: 'receipt.txt', problem: null, kept: true },
    ])
    expect(
      await test.db.maybe(
        sql`select 1 from files where workspace_id = ${test.workspaceId} and id = ${fileId}`,
      ),
    ).toBeDefined()
  })

  it('forgets who changed what', async () => {
    const system = systemCaller(test.workspaceId)
    await test.db.tx((tx) => recordAudit(tx, system, { action: 'old', subject: { kind: 'x' } }))
    await test.db.run(sql`
      update audit_entries set id = ${idAt(ago(400))}, at = ${ago(400)}
      where workspace_id = ${test.workspaceId} and action = 'old'`)
    await rule('audit.entries', 365)
    await runRules({ db: test.db, signal }, rooms, kinds)
    const left = await test.db.many<{ action: string }>(
      sql`select distinct action from audit_entries where workspace_id = ${test.workspaceId}`,
    )
    expect(left.map(({ action }) => action)).toContain('keeping.save-rule')
    expect(left.map(({ action }) => action)).not.toContain('old')
    expect(await newestRun('audit.entries')).toMatchObject({ rows: 1, from: ago(400).toISOString() })
  })
})
