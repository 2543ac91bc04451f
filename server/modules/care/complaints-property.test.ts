import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Actions } from '../../kernel/actions/index.ts'
import { Conditions } from '../../kernel/conditions/index.ts'
import { createRooms } from '../../start/rooms.ts'
import type { Complaint, ComplaintSettings } from './contract-complaints.ts'
import { careDesk } from './fixtures/care-desk.ts'
import { knownComplaints } from './queries/complaints.ts'

/** Whatever is done to complaints, in whichever conversations: what is listed is what was recorded, and what rules ask agrees. */

const desk = await careDesk()
const { test, lead, care, write, merge, unmerge, refusal } = desk
const conditions = new Conditions()
conditions.declare(createRooms({} as never))
const actions = new Actions()
actions.declare(createRooms({} as never))
const { causes } = await care<ComplaintSettings>(
  'saveComplaintSettings',
  { body: { causes: [{ name: '破損' }], hours: { minor: 3, serious: 2, critical: 1 } } },
  lead,
)
const causeId = causes[0]?.id as string

const HOURS = { minor: 3, serious: 2, critical: 1 }
const severities = ['minor', 'serious', 'critical'] as const
const step = fc.record({
  what: fc.constantFrom('open', 'open', 'promise', 'keep', 'close', 'again', 'merge', 'unmerge', 'wait'),
  which: fc.nat(99),
  other: fc.nat(99),
  severity: fc.constantFrom(...severities),
})

interface Known {
  home: string
  severity: (typeof severities)[number]
  closed: boolean
  due: number
  promised: number | null
  kept: boolean
}

const dueOf = ({ due, promised, kept }: Known): number =>
  Math.min(due, promised === null || kept ? Number.POSITIVE_INFINITY : promised)

it('keeps every complaint where it was recorded, one that stands at a time, with its next deadline', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const ids = await Promise.all([write(), write(), write()])
      const leads = new Map(ids.map((id) => [id, id]))
      const links: { linkId: string; from: string; into: string }[] = []
      const complaints = new Map<string, Known>()
      /** What became of steps that may be refused, and what was to become of them. */
      const outcomes: [string, string][] = []
      const standing = () => ids.filter((id) => leads.get(id) === id)
      const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)]
      const now = () => test.clock.now().getTime()
      const iso = (at: number) => new Date(at).toISOString()
      const change = (complaintId: string, body: object) =>
        care('updateComplaint', { params: { complaintId }, body })
      for (const { what, which, other, severity } of steps) {
        const place = pick(standing(), which) as string
        const here = [...complaints].filter(([, { home }]) => leads.get(home) === place)
        const one = pick([...complaints], other)
        if (what === 'wait') test.clock.forward(1800)
        else if (what === 'open') {
          const opening = care<Complaint>('openComplaint', {
            params: { conversationId: place },
            body: { severity, causeId, summary: '' },
          })
          const done = await refusal(opening)
          outcomes.push([done, here.some(([, { closed }]) => !closed) ? 'care.complaint-stands' : 'done'])
          if (done !== 'done') continue
          const { id } = await opening
          const due = now() + HOURS[severity] * 3_600_000
          complaints.set(id, { home: place, severity, closed: false, due, promised: null, kept: false })
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
        } else if (one) {
          const [id, known] = one
          if (what === 'promise') {
            const promised = now() + 1_800_000
            if (known.closed) continue
            await change(id, { promise: '送る', promiseDueAt: iso(promised), promiseKeptAt: null })
            Object.assign(known, { promised, kept: false })
          } else if (what === 'keep' && known.promised !== null) {
            await change(id, { promiseKeptAt: iso(now()) })
            known.kept = true
          } else if (what === 'close') {
            const done = await refusal(change(id, { correction: '直した', state: 'closed' }))
            const isOpen = known.promised !== null && !known.kept
            outcomes.push([done, isOpen ? 'care.close-promise' : 'done'])
            known.closed ||= done === 'done'
          } else if (what === 'again') {
            const at = leads.get(known.home)
            const others = [...complaints].filter(([key, { home }]) => key !== id && leads.get(home) === at)
            const done = await refusal(change(id, { state: 'acting' }))
            const taken = known.closed && others.some(([, { closed }]) => !closed)
            outcomes.push([done, taken ? 'care.complaint-stands' : 'done'])
            known.closed &&= done !== 'done'
          }
        }
      }
      expect(outcomes.map(([done]) => done)).toEqual(outcomes.map(([, wanted]) => wanted))
      const asked = new Map((await knownComplaints(test.db, standing())).map((row) => [row.id, row]))
      const opening = { action: 'complaint.open', fields: { severity: 'minor' } }
      const foreseen = await actions.preview(test.db, opening, standing())
      for (const id of standing()) {
        const here = [...complaints].filter(([, { home }]) => leads.get(home) === id)
        const open = here.map(([, known]) => known).filter(({ closed }) => !closed)
        const listed = await care<Complaint[]>('listConversationComplaints', {
          params: { conversationId: id },
        })
        expect(listed.map((one) => one.id).toSorted()).toEqual(here.map(([one]) => one).toSorted())
        for (const one of listed) {
          const known = complaints.get(one.id) as Known
          expect(one.conversationId).toBe(id)
          expect(one.nextDueAt).toBe(known.closed ? null : iso(dueOf(known)))
        }
        const worst = severities.findLast((one) => open.some(({ severity }) => severity === one)) ?? null
        const isOver = open.some((known) => dueOf(known) <= now())
        expect(asked.get(id)).toMatchObject({ standing: open.length, severity: worst, overdue: isOver })
        expect(foreseen.has(id)).toBe(open.length === 0)
        const wants = [
          ['complaint.stands', open.length > 0],
          ['complaint.is-overdue', isOver],
        ] as const
        const judged = await conditions.judge(test.db, {
          about: 'conversation',
          ids: [id],
          expressions: wants.map(([condition]) => ({
            match: 'all' as const,
            of: [{ condition, how: 'yes' as const }],
          })),
          now: test.clock.now(),
        })
        expect(wants.map((_, at) => judged.holds(at, id))).toEqual(wants.map(([, holds]) => holds))
      }
    }),
    { numRuns: 40 },
  )
}, 120_000)
