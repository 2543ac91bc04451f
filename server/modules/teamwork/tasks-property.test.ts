import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Conditions } from '../../kernel/conditions/index.ts'
import { createRooms } from '../../start/rooms.ts'
import type { Checklist, ConversationTasks, Task } from './contract-tasks.ts'
import { teamDesk } from './fixtures/team-desk.ts'
import { knownTasks } from './queries/tasks.ts'

/** Whatever is done to tasks, in whichever conversations: what is listed is what was added, and what rules ask agrees. */

const desk = await teamDesk()
const { test, lead, team, write, merge, unmerge } = desk
const conditions = new Conditions()
conditions.declare(createRooms({} as never))
const checklist = await team<Checklist>(
  'createChecklist',
  {
    body: { name: '手順', items: ['一', '二'].map((title) => ({ title, assignee: 'holder', dueHours: 1 })) },
  },
  lead,
)

const step = fc.record({
  what: fc.constantFrom(
    'add',
    'add',
    'list',
    'done',
    'done',
    'open',
    'remove',
    'restore',
    'merge',
    'unmerge',
    'wait',
  ),
  which: fc.nat(99),
  other: fc.nat(99),
})

interface Known {
  home: string
  done: boolean
  removed: boolean
  due: number | null
}

it('keeps every task where it was added, through merges and back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const ids = await Promise.all([write(), write(), write()])
      const leads = new Map(ids.map((id) => [id, id]))
      const links: { linkId: string; from: string; into: string }[] = []
      const tasks = new Map<string, Known>()
      const standing = () => ids.filter((id) => leads.get(id) === id)
      const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)]
      const now = () => test.clock.now().getTime()
      for (const { what, which, other } of steps) {
        const place = pick(standing(), which) as string
        const taken = pick([...tasks], other)
        if (what === 'wait') test.clock.forward(1800)
        else if (what === 'add') {
          const dueAt = other % 2 === 0 ? null : new Date(now() + 3_600_000).toISOString()
          const task = await team<Task>('addTask', {
            params: { conversationId: place },
            body: { title: '確認', assigneeId: null, dueAt },
          })
          tasks.set(task.id, {
            home: place,
            done: false,
            removed: false,
            due: dueAt === null ? null : Date.parse(dueAt),
          })
        } else if (what === 'list') {
          const all = await team<ConversationTasks>('addChecklist', {
            params: { conversationId: place },
            body: { checklistId: checklist.id },
          })
          for (const { id, dueAt } of all.tasks)
            if (!tasks.has(id))
              tasks.set(id, {
                home: place,
                done: false,
                removed: false,
                due: dueAt === null ? null : Date.parse(dueAt),
              })
        } else if (what === 'merge') {
          const into = pick(
            standing().filter((id) => id !== place),
            other,
          )
          if (into === undefined) continue
          links.push({ linkId: await merge(place, into), from: place, into })
          for (const [id, at] of leads) if (at === place) leads.set(id, into)
        } else if (what === 'unmerge') {
          // In the order in which they were merged, the last first: the others are refused.
          const link = links.pop()
          if (!link) continue
          await unmerge(link.linkId)
          const back = [link.from]
          for (const id of back) for (const { from, into } of links) if (into === id) back.push(from)
          for (const id of back) leads.set(id, link.from)
        } else if (taken) {
          const [taskId, known] = taken
          const one = { params: { taskId } }
          if (what === 'remove' && !known.removed) {
            await team('removeTask', one)
            known.removed = true
          } else if (what === 'restore' && known.removed) {
            const back = await desk.refusal(team('restoreTask', one))
            if (back === 'done') known.removed = false
          } else if ((what === 'done' || what === 'open') && !known.removed) {
            await team('updateTask', { ...one, body: { done: what === 'done' } })
            known.done = what === 'done'
          }
        }
      }
      const asked = new Map((await knownTasks(test.db, standing())).map((row) => [row.id, row]))
      for (const id of standing()) {
        const here = [...tasks].filter(([, { home, removed }]) => leads.get(home) === id && !removed)
        const open = here.filter(([, { done }]) => !done)
        const listed = await team<ConversationTasks>('listConversationTasks', {
          params: { conversationId: id },
        })
        expect(listed.tasks.map((task) => task.id).toSorted()).toEqual(here.map(([one]) => one).toSorted())
        expect(listed.tasks.every(({ conversationId }) => conversationId === id)).toBe(true)
        expect(asked.get(id)).toMatchObject({
          all: here.length,
          open: open.length,
          overdue: open.filter(([, { due }]) => due !== null && due <= now()).length,
        })
        const wants = [
          ['tasks.is-overdue', open.some(([, { due }]) => due !== null && due <= now())],
          ['tasks.all-done', here.length > 0 && open.length === 0],
        ] as const
        const expressions = wants.map(([condition]) => ({
          match: 'all' as const,
          of: [{ condition, how: 'yes' as const }],
        }))
        const judged = await conditions.judge(test.db, {
          about: 'conversation',
          ids: [id],
          expressions,
          now: test.clock.now(),
        })
        expect(wants.map((_, at) => judged.holds(at, id))).toEqual(wants.map(([, holds]) => holds))
      }
    }),
    { numRuns: 40 },
  )
}, 120_000)
