import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { sql, type WorkspaceDb } from '../../../kernel/db/index.ts'
import { everything, type Everything } from '../fixtures/everything.ts'
import { inPlace, nobodyHidden } from './fixtures/merge-checks.ts'
import { back, link, waiting, work, type Back, type Link, type Work } from './fixtures/merge-steps.ts'
import { mergeWorlds } from './fixtures/merge-world.ts'
import { recount } from '../index.ts'
import { spokenState } from '../spoken-state.ts'

const RUNS = 15

let db: WorkspaceDb
let world: Awaited<ReturnType<typeof mergeWorlds>>['world']
beforeAll(async () => {
  ;({ db, world } = await mergeWorlds())
})

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
    const before = await everything(db)
    const done: string[] = []
    for (const one of links) {
      const linkId = await relink(one)
      if (linkId) done.push(linkId)
    }
    expect(await db.tx(recount)).toBe(0)
    for (const linkId of done.reverse()) await undo(linkId)
    expect(apartFrom(await everything(db), before)).toEqual(before)
    expect(await db.tx(recount)).toBe(0)
  }
  const works = fc.array(work, { maxLength: 10 })
  const links = fc.array(link, { minLength: 1, maxLength: 6 })
  await fc.assert(fc.asyncProperty(works, links, play), { numRuns: RUNS })
})

it('loses and doubles nothing, whatever happens in between, and shows what stands there', async () => {
  const play = async (steps: (Work | Link | Back)[]): Promise<void> => {
    const { act, relink, undo, undoOne, standing, inboxId } = await world()
    let done: string[] = []
    const before = (await everything(db)).messages.length
    let said = 0
    for (const one of steps) {
      if ('undoes' in one) done = await undoOne(done, one.undoes)
      else if ('merges' in one || 'splits' in one) {
        const linkId = await relink(one)
        if (linkId) done.push(linkId)
      } else {
        if ('opens' in one || 'mail' in one || 'answers' in one || 'notes' in one) said += 1
        await act(one)
      }
    }
    const check = async () => {
      await inPlace(db, inboxId)
      const all = await everything(db)
      expect(all.messages).toHaveLength(before + said)
      expect(await db.tx(recount)).toBe(0)
      for (const id of await standing()) {
        const row = rowOf(all.conversations.find((one) => rowOf(one).id === id) as Record<string, unknown>)
        const shown = await db.tx((tx) =>
          spokenState(tx, { id, status: 'resolved', lastActivityAt: new Date(0), lastDirection: 'inbound' }),
        )
        const { messageCount, preview, lastMessageId } = shown
        expect([row.message_count, row.preview, row.last_message_id]).toEqual([
          messageCount,
          preview,
          lastMessageId,
        ])
        expect(messageCount).toBeGreaterThan(0)
        expect(row.status === 'resolved' && row.waiting_since !== null).toBe(false)
      }
    }
    await check()
    for (const linkId of done.reverse()) await undo(linkId)
    await check()
    // Each message is at home again, and so is every key.
    const { messages } = await everything(db)
    const away = messages.map(rowOf).filter((row) => row.home_id !== null)
    for (const { home_id: home } of away) expect(await standing()).not.toContain(home)
  }
  const steps = fc.array(fc.oneof({ weight: 2, arbitrary: work }, { weight: 2, arbitrary: link }, back), {
    minLength: 4,
    maxLength: 16,
  })
  await fc.assert(fc.asyncProperty(steps, play), { numRuns: RUNS })
})

it('hides nobody who waits, and lets nobody wait who was answered', async () => {
  const play = async (steps: (Work | Link | Back)[]): Promise<void> => {
    const { act, relink, undo, undoOne, inboxId, putAway } = await world()
    let done: string[] = []
    for (const one of steps) {
      if ('undoes' in one) done = await undoOne(done, one.undoes)
      else if ('merges' in one || 'splits' in one)
        done.push(...[await relink(one)].filter((id) => id !== undefined))
      else await act(one)
      await nobodyHidden(db, inboxId, putAway)
    }
    for (const linkId of done.reverse()) {
      await undo(linkId)
      await nobodyHidden(db, inboxId, putAway)
    }
  }
  const steps = fc.array(waiting, { minLength: 8, maxLength: 16 })
  const examples: [(Work | Link | Back)[]][] = [
    // Somebody writes to what was put away before another one was merged into it.
    [
      [
        { status: 'resolved', of: 0 },
        { merges: 1, into: 0 },
        { mail: 0, automatic: false },
      ],
    ],
    // What was left by a split is put away meanwhile.
    [
      [
        { splits: 0, from: 1, also: [] },
        { status: 'resolved', of: 0 },
      ],
    ],
    // An answer is approved after its conversation was merged.
    [[{ answers: 0, awaits: true }, { merges: 0, into: 1 }, { approves: 0 }]],
  ]
  await fc.assert(fc.asyncProperty(steps, play), { numRuns: RUNS * 3, examples })
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
    const { messages } = await everything(db)
    const gone = await erase(who)
    const stays = messages.map((one) => rowOf(one).text as string).filter((text) => !gone.includes(text))
    const look = async () => {
      await inPlace(db, inboxId)
      const all = await everything(db)
      const kept = await db.many(
        sql`select to_jsonb(l) as row from conversation_links l where l.workspace_id = ${db.workspaceId}`,
      )
      const left = JSON.stringify([all.messages, all.conversations, all.threadKeys, kept])
      expect(gone.filter((text) => left.includes(text))).toEqual([])
      expect(all.messages.map((one) => rowOf(one).text).filter((text) => text !== '')).toEqual(
        stays.filter((text) => text !== ''),
      )
      expect(await db.tx(recount)).toBe(0)
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
