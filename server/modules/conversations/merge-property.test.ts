import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { addNote } from './add-note.ts'
import { erases } from './erase-threads.ts'
import { everything, type Everything } from './fixtures/everything.ts'
import { recount } from './index.ts'
import { mergeConversation } from './merge-conversation.ts'
import { saveDraft } from './save-draft.ts'
import { sendReply } from './send-reply.ts'
import { messagesOfThreads } from './queries/erase.ts'
import { insertSuggestions } from './queries/suggestions.ts'
import { setPriority } from './set-priority.ts'
import { setStatus } from './set-status.ts'
import { setTags } from './set-tags.ts'
import { createTag } from './save-tag.ts'
import { splitConversation } from './split-conversation.ts'
import { spokenState } from './spoken-state.ts'
import { undoLink } from './undo-link.ts'

const RUNS = 15
const STATUSES = ['open', 'pending', 'snoozed', 'resolved'] as const

let test: TestDatabase
let agent: Caller & { id: string }
let tagIds: string[]
let runs = 0
beforeAll(async () => {
  test = await testDatabase()
  agent = await addAgent(test.db)
  tagIds = await Promise.all(
    ['返品', '配送'].map(
      async (name) => (await test.db.tx((tx) => createTag(tx, agent, { name, colour: '#868e96' }))).id,
    ),
  )
})

const which = fc.nat(20)
const work = fc.oneof(
  fc.record({ mail: which, automatic: fc.boolean() }),
  fc.record({ opens: fc.nat(1) }),
  fc.record({ answers: which }),
  fc.record({ notes: which }),
  fc.record({ status: fc.constantFrom(...STATUSES), of: which }),
  fc.record({ tags: fc.subarray([0, 1]), of: which }),
  fc.record({ urgent: which }),
  fc.record({ drafts: which }),
)
const link = fc.oneof(
  fc.record({ merges: which, into: which }),
  fc.record({ splits: which, from: which, also: fc.array(which, { maxLength: 2 }) }),
)
type Work = typeof work extends fc.Arbitrary<infer T> ? T : never
type Link = typeof link extends fc.Arbitrary<infer T> ? T : never

/** A world of its own: two customers in one inbox. */
const world = async () => {
  const run = (runs += 1)
  const inboxId = await addInbox(test.db)
  const ids: string[] = []
  const tx = test.db.tx.bind(test.db)
  /** What nobody else says. */
  let words = 0
  const word = () => `word ${run}.${(words += 1)}.`
  const open = async (who: number) => {
    const { conversationId, messageId } = await receive(test.db, `p${who}.r${run}@example.jp`, inboxId, {
      text: word(),
      messageKey: `first-${run}-${ids.length}`,
    })
    const why = { conversationId, reason: 'order' as const, detail: '70012345', messageId }
    await tx((t) =>
      insertSuggestions(
        t,
        ids.map((targetId) => ({ ...why, targetId })),
      ),
    )
    ids.push(conversationId)
  }
  for (const who of [0, 1, 0]) await open(who)
  const standing = async (): Promise<string[]> =>
    (
      await test.db.many<{ id: string }>(sql`
        select id from conversations
        where workspace_id = ${test.db.workspaceId} and inbox_id = ${inboxId} and merged_into is null order by number`)
    ).map(({ id }) => id)
  const pick = async (n: number): Promise<string> => {
    const all = await standing()
    return all[n % all.length] as string
  }

  const act = async (one: Work): Promise<void> => {
    if ('opens' in one) return open(one.opens)
    if ('mail' in one) {
      const key = one.mail % ids.length
      await receive(test.db, `p0.r${run}@example.jp`, inboxId, {
        text: word(),
        threadKeys: [`first-${run}-${key}`],
        automatic: one.automatic,
      })
      return
    }
    if ('answers' in one) {
      const reply = { text: word(), cc: [], bcc: [], attachmentIds: [], anyway: true }
      const conversationId = await pick(one.answers)
      await tx((t) => sendReply(t, agent, { ...reply, conversationId }))
    } else if ('notes' in one) {
      const note = { text: word(), mentions: [agent.id], attachmentIds: [] }
      const conversationId = await pick(one.notes)
      await tx((t) => addNote(t, agent, { ...note, conversationId }))
    } else if ('status' in one) {
      const change = {
        conversationId: await pick(one.of),
        status: one.status,
        snoozedUntil: '2099-01-01T00:00:00.000Z',
      }
      await tx((t) => setStatus(t, agent, change))
    } else if ('tags' in one) {
      const change = { conversationId: await pick(one.of), tagIds: one.tags.map((n) => tagIds[n] as string) }
      await tx((t) => setTags(t, agent, change))
    } else if ('urgent' in one) {
      const change = { conversationId: await pick(one.urgent), priority: 'urgent' as const }
      await tx((t) => setPriority(t, agent, change))
    } else {
      const conversationId = await pick(one.drafts)
      const blank = {
        mode: 'reply' as const,
        html: null,
        to: null,
        cc: [],
        bcc: [],
        attachmentIds: [],
        aside: null,
      }
      await tx((t) => saveDraft(t, agent, conversationId, { ...blank, text: '下書き' }))
    }
  }

  /** Merges or splits; gives the link, where there was anything to. */
  const relink = async (one: Link): Promise<string | undefined> => {
    if ('merges' in one) {
      const [conversationId, intoId] = [await pick(one.merges), await pick(one.into)]
      if (conversationId === intoId) return undefined
      const input = { conversationId, intoId, differentCustomers: true }
      return (await tx((t) => mergeConversation(t, agent, input))).linkId
    }
    const conversationId = await pick(one.splits)
    const rows = await test.db.many<{ id: string }>(sql`
      select id from messages where workspace_id = ${test.db.workspaceId} and conversation_id = ${conversationId} order by id`)
    const chosen = [one.from, ...one.also].map((n) => rows[n % Math.max(1, rows.length)]?.id as string)
    const which = one.also.length > 0 ? { messageIds: chosen } : { fromMessageId: chosen[0] as string }
    return tx((t) => splitConversation(t, agent, { conversationId, ...which })).then(
      ({ linkId }) => linkId,
      ({ code }: { code: string }) => {
        const plain = ['all', 'notes', 'mixed', 'elsewhere'].map((why) => `conversations.split-${why}`)
        expect(plain).toContain(code)
        return undefined
      },
    )
  }
  /** Erases what one of the two said, wherever it stands; gives their words. */
  const erase = async (who: number): Promise<string[]> => {
    const of = sql`
      select c.id from conversations c join identities i on i.workspace_id = ${test.db.workspaceId} and i.customer_id = c.customer_id
      where c.workspace_id = ${test.db.workspaceId} and c.inbox_id = ${inboxId} and i.value_key = ${`p${who}.r${run}@example.jp`}`
    const gone = await test.db.many<{ text: string }>(sql`
      select m.text from messages m where m.workspace_id = ${test.db.workspaceId} and m.inbox_id = ${inboxId}
        and case when m.home_id is null then m.conversation_id else m.home_id end in (${of}) and m.text <> ''`)
    const ids = (await test.db.many<{ id: string }>(of)).map(({ id }) => id)
    if (ids.length > 0)
      await tx(async (t) => {
        await erases.messages?.(t, await messagesOfThreads(t, ids))
        await erases.threads?.(t, ids)
      })
    return gone.map(({ text }) => text)
  }

  const undo = (linkId: string) => tx((t) => undoLink(t, agent, linkId))
  return { act, relink, undo, standing, erase, inboxId }
}

/**
 * Every message stands where its thread leads, and whoever wrote it is that thread's customer: what people of ours put together
 * or apart never mixes two.
 */
const inPlace = async (inboxId: string): Promise<void> => {
  const astray = await test.db.many(sql`
    select m.id, m.text from messages m
    join conversations h on h.workspace_id = ${test.db.workspaceId}
      and h.id = case when m.home_id is null then m.conversation_id else m.home_id end
    join identities i on i.workspace_id = ${test.db.workspaceId} and i.customer_id = h.customer_id
    where m.workspace_id = ${test.db.workspaceId} and m.inbox_id = ${inboxId}
      and (m.conversation_id <> case when h.merged_into is null then h.id else h.merged_into end
        or m.kind = 'inbound' and m.actor_id <> h.customer_id
        or m.kind = 'outbound' and m.recipients <> '[]' and not exists (
          select from jsonb_array_elements(m.recipients) as r where lower(r ->> 'value') = i.value_key))`)
  expect(astray).toEqual([])
}

const rowOf = ({ row }: Record<string, unknown>) => row as Record<string, unknown>

/** Without those that splits made and that lead back where they came from. */
const apartFrom = (all: Everything, before: Everything): Everything => {
  const known = new Set(before.conversations.map((one) => rowOf(one).id))
  return { ...all, conversations: all.conversations.filter((one) => known.has(rowOf(one).id)) }
}

it('gives everything before, field by field, when what was merged and split is undone', async () => {
  const play = async (works: Work[], links: Link[]): Promise<void> => {
    const { act, relink, undo } = await world()
    for (const one of works) await act(one)
    const before = await everything(test.db)
    const done: string[] = []
    for (const one of links) {
      const linkId = await relink(one)
      if (linkId) done.push(linkId)
    }
    expect(await test.db.tx(recount)).toBe(0)
    for (const linkId of done.reverse()) await undo(linkId)
    expect(apartFrom(await everything(test.db), before)).toEqual(before)
    expect(await test.db.tx(recount)).toBe(0)
  }
  const works = fc.array(work, { maxLength: 10 })
  const links = fc.array(link, { minLength: 1, maxLength: 6 })
  await fc.assert(fc.asyncProperty(works, links, play), { numRuns: RUNS })
})

it('loses and doubles nothing, whatever happens in between, and shows what stands there', async () => {
  const play = async (steps: (Work | Link)[]): Promise<void> => {
    const { act, relink, undo, standing, inboxId } = await world()
    const done: string[] = []
    const before = (await everything(test.db)).messages.length
    let said = 0
    for (const one of steps) {
      if ('merges' in one || 'splits' in one) {
        const linkId = await relink(one)
        if (linkId) done.push(linkId)
      } else {
        if ('opens' in one || 'mail' in one || 'answers' in one || 'notes' in one) said += 1
        await act(one)
      }
    }
    const check = async () => {
      await inPlace(inboxId)
      const all = await everything(test.db)
      expect(all.messages).toHaveLength(before + said)
      expect(await test.db.tx(recount)).toBe(0)
      for (const id of await standing()) {
        const row = rowOf(all.conversations.find((one) => rowOf(one).id === id) as Record<string, unknown>)
        const shown = await test.db.tx((tx) =>
          spokenState(tx, { id, status: 'resolved', lastActivityAt: new Date(0), lastDirection: 'inbound' }),
        )
        expect([row.message_count, row.preview]).toEqual([shown.messageCount, shown.preview])
        expect(row.status === 'resolved' && row.waiting_since !== null).toBe(false)
      }
    }
    await check()
    for (const linkId of done.reverse()) await undo(linkId)
    await check()
    // Each message is at home again, and so is every key.
    const { messages } = await everything(test.db)
    const away = messages.map(rowOf).filter((row) => row.home_id !== null)
    for (const { home_id: home } of away) expect(await standing()).not.toContain(home)
  }
  await fc.assert(fc.asyncProperty(fc.array(fc.oneof(work, link), { minLength: 4, maxLength: 16 }), play), {
    numRuns: RUNS,
  })
})

it('keeps nothing of whoever was erased, on any way back, and everything of the other', async () => {
  const play = async (steps: (Work | Link)[], who: number, undone: number): Promise<void> => {
    const { act, relink, undo, erase, inboxId } = await world()
    const links: string[] = []
    for (const one of steps) {
      if (!('merges' in one || 'splits' in one)) await act(one)
      else links.push(...[await relink(one)].filter((id) => id !== undefined))
    }
    const back = links.reverse()
    for (const id of back.splice(0, undone)) await undo(id)
    const { messages } = await everything(test.db)
    const gone = await erase(who)
    const stays = messages.map((one) => rowOf(one).text as string).filter((text) => !gone.includes(text))
    const look = async () => {
      await inPlace(inboxId)
      const all = await everything(test.db)
      const kept = await test.db.many(
        sql`select to_jsonb(l) as row from conversation_links l where l.workspace_id = ${test.db.workspaceId}`,
      )
      const left = JSON.stringify([all.messages, all.conversations, all.threadKeys, kept])
      expect(gone.filter((text) => left.includes(text))).toEqual([])
      expect(all.messages.map((one) => rowOf(one).text).filter((text) => text !== '')).toEqual(
        stays.filter((text) => text !== ''),
      )
      expect(await test.db.tx(recount)).toBe(0)
    }
    await look()
    // What stood in the way is undone already: the other's stand alone again. Nothing is put back into what was emptied.
    const refusals = ['conversations.link-undone', 'conversations.emptied']
    for (const id of back) {
      const code = await undo(id).then(
        () => undefined,
        (error: { code: string }) => error.code,
      )
      expect([undefined, ...refusals]).toContain(code)
      // What stays linked hinders the links before it.
      if (code === 'conversations.emptied') refusals.push('conversations.link-hindered')
    }
    await look()
  }
  const merges = { weight: 2, arbitrary: link }
  const steps = fc.array(fc.oneof(work, merges), { minLength: 4, maxLength: 12 })
  await fc.assert(fc.asyncProperty(steps, fc.nat(1), fc.nat(2), play), { numRuns: RUNS })
})
