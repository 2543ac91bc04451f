import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/ids.ts'
import { conversationChanged } from '../conversations/index.ts'
import type {
  Complaint,
  ComplaintChange,
  ComplaintChanged,
  ComplaintSettings,
  LikeComplaint,
  ListedComplaint,
} from './contract-complaints.ts'
import { exportComplaints } from './complaints/export-complaints.ts'
import { watchComplaints } from './complaints/watch-complaints.ts'
import { complaintChanged, complaintGiven, complaintOverdue } from './events.ts'
import { careDesk } from './fixtures/care-desk.ts'

const desk = await careDesk()
const { test, announced, lead, hana, ken, stranger, care, write, refusal, named, inHours } = desk

const settle = (names: readonly string[], hours = { minor: 168, serious: 72, critical: 24 }) =>
  care<ComplaintSettings>(
    'saveComplaintSettings',
    { body: { causes: names.map((name) => ({ name })), hours } },
    lead,
  )
type Cause = ComplaintSettings['causes'][number]
const [broken, late] = (await settle(['破損', '遅延'])).causes as [Cause, Cause]
const open = (conversationId: string, body: object = {}, caller = hana) =>
  care<Complaint>(
    'openComplaint',
    { params: { conversationId }, body: { severity: 'serious', causeId: null, summary: '', ...body } },
    caller,
  )
const change = (complaintId: string, body: ComplaintChange, caller = hana) =>
  care<Complaint>('updateComplaint', { params: { complaintId }, body }, caller)
const of = (conversationId: string, caller = hana) =>
  care<Complaint[]>('listConversationComplaints', { params: { conversationId } }, caller)
const list = (query: object, caller = lead) =>
  care<{ items: ListedComplaint[]; next: string | null }>(
    'listComplaints',
    { query: { state: 'standing', limit: 50, ...query } },
    caller,
  )
const close = (complaintId: string) =>
  change(complaintId, { causeId: broken.id, correction: '梱包材を替えた', state: 'closed' })

beforeEach(() => announced.splice(0))

describe('a complaint', () => {
  it('is recorded, seen to, promised, apologised for and closed, and each change says by whom', async () => {
    const id = await write()
    const first = await open(id, { summary: ' 届いたカップが割れていた ' })
    expect(first).toMatchObject({
      conversationId: id,
      severity: 'serious',
      summary: '届いたカップが割れていた',
      state: 'open',
      dueAt: inHours(72),
      nextDueAt: inHours(72),
      openedBy: hana.id,
    })
    expect(named(conversationChanged.eventName)).toMatchObject([
      { changes: [{ kind: 'complaint', from: null, to: 'open serious' }] },
    ])
    await change(first.id, { ownerId: ken.id, state: 'acting' })
    expect(named(complaintGiven.eventName)).toMatchObject([{ agentId: ken.id, actorId: hana.id }])
    const promised = await change(first.id, { promise: '代わりを送る', promiseDueAt: inHours(24) }, ken)
    expect(promised.nextDueAt).toBe(inHours(24))
    test.clock.forward(60)
    const kept = await change(first.id, { promiseKeptAt: test.clock.now().toISOString() }, ken)
    expect(kept.nextDueAt).toBe(first.dueAt)
    await change(first.id, { apology: '電話でお詫びした', apologisedAt: test.clock.now().toISOString() }, ken)
    const closed = await close(first.id)
    expect(closed).toMatchObject({ state: 'closed', closedBy: hana.id, nextDueAt: null })
    expect((await change(first.id, { state: 'acting' })).nextDueAt).toBe(first.dueAt)
    const changes = await care<ComplaintChanged[]>('listComplaintChanges', {
      params: { complaintId: first.id },
    })
    expect(changes.map(({ by, fields }) => [by.name, Object.keys(fields).toSorted()])).toEqual([
      [hana.name, ['state']],
      [hana.name, ['causeId', 'correction', 'state']],
      [ken.name, ['apologisedAt', 'apology']],
      [ken.name, ['promiseKeptAt']],
      [ken.name, ['promise', 'promiseDueAt']],
      [hana.name, ['ownerId', 'state']],
      [hana.name, ['state']],
    ])
    expect(changes[0]?.fields['state']).toEqual({ from: 'closed', to: 'acting' })
  })

  it('is changed by nothing that is the same, and told to nobody then', async () => {
    const { id } = await open(await write())
    announced.splice(0)
    await change(id, { severity: 'serious', summary: ' ' })
    expect(announced).toEqual([])
  })

  it('is closed with its cause, with what was done, and with its promise kept', async () => {
    const { id } = await open(await write())
    expect(await refusal(change(id, { state: 'closed' }))).toBe('care.close-cause')
    expect(await refusal(change(id, { state: 'closed', causeId: broken.id }))).toBe('care.close-correction')
    await change(id, { causeId: broken.id, correction: '手順を直した', promise: '返金する' })
    expect(await refusal(change(id, { state: 'closed' }))).toBe('care.close-promise')
    await change(id, { promiseKeptAt: inHours(0) })
    expect(await change(id, { state: 'closed' })).toMatchObject({ state: 'closed' })
    expect(await refusal(change(id, { correction: ' ' }))).toBe('care.close-correction')
  })

  it('stands alone on its conversation until it is closed', async () => {
    const conversationId = await write()
    const { id } = await open(conversationId)
    expect(await refusal(open(conversationId))).toBe('care.complaint-stands')
    await close(id)
    const second = await open(conversationId)
    expect(await refusal(change(id, { state: 'acting' }))).toBe('care.complaint-stands')
    expect((await of(conversationId)).map((one) => one.id)).toEqual([second.id, id])
  })

  it('belongs to whoever has the conversation, and has the deadline of its severity, unless said otherwise', async () => {
    const id = await write()
    await desk.talks('assign', { params: { conversationId: id }, body: { assigneeId: ken.id } })
    expect(await open(id, { severity: 'critical' })).toMatchObject({ ownerId: ken.id, dueAt: inHours(24) })
    expect(await open(await write(), { ownerId: null, dueAt: null })).toMatchObject({
      ownerId: null,
      dueAt: null,
      nextDueAt: null,
    })
    expect(await refusal(open(await write(), { ownerId: newId() }))).toBe('care.no-such-agent')
    expect(await refusal(open(await write(), { causeId: newId() }))).toBe('care.no-cause')
  })

  it('does not exist for whoever does not see its conversation', async () => {
    const id = await write()
    const { id: complaintId } = await open(id)
    const one = { params: { complaintId } }
    expect(await refusal(of(id, stranger))).toBe('conversations.no-conversation')
    expect(await refusal(open(id, {}, stranger))).toBe('conversations.no-conversation')
    for (const action of ['getComplaint', 'listComplaintChanges', 'listLikeComplaints', 'deleteComplaint'])
      expect(await refusal(care(action, one, stranger))).toBe('care.no-complaint')
    expect(await refusal(change(complaintId, { severity: 'minor' }, stranger))).toBe('care.no-complaint')
    expect(await list({ state: 'all' }, stranger)).toEqual({ items: [], next: null })
    const own = await open(await write(undefined, desk.elsewhere), {}, stranger)
    expect(await refusal(change(own.id, { repeatsId: complaintId }, stranger))).toBe('care.no-complaint')
  })

  it('is removed by leads, and those that repeated it repeat nothing', async () => {
    const [first, second] = [await open(await write()), await open(await write())]
    await change(second.id, { repeatsId: first.id })
    const one = { params: { complaintId: first.id } }
    expect(await refusal(care('deleteComplaint', one, hana))).toBe('access.not-allowed')
    await care('deleteComplaint', one, lead)
    expect(await of(first.conversationId)).toEqual([])
    expect(await of(second.conversationId)).toMatchObject([{ repeatsId: null }])
  })

  it('shows in the conversation that its own went into, and comes back with it', async () => {
    const [from, into] = [await write(), await write()]
    const mine = await open(from)
    const theirs = await open(into)
    const linkId = await desk.merge(from, into)
    expect((await of(into)).map(({ id }) => id)).toEqual([theirs.id, mine.id])
    expect((await of(into)).map(({ conversationId }) => conversationId)).toEqual([into, into])
    await desk.unmerge(linkId)
    expect(await of(from)).toMatchObject([{ id: mine.id, conversationId: from }])
  })
})

describe('a deadline', () => {
  it('is said to have come once, and once more after another one', async () => {
    const { id } = await open(await write(), { ownerId: ken.id, dueAt: inHours(2) })
    const told = () =>
      named(complaintOverdue.eventName).filter((one) => (one as { complaintId: string }).complaintId === id)
    await watchComplaints(test.db)
    expect(told()).toEqual([])
    test.clock.forward(7200)
    await watchComplaints(test.db)
    await watchComplaints(test.db)
    expect(told()).toMatchObject([{ agentId: ken.id }])
    await change(id, { dueAt: inHours(1) })
    test.clock.forward(3600)
    await watchComplaints(test.db)
    expect(told()).toHaveLength(2)
  })

  it('counts for whoever sees to it, and for everybody while nobody does', async () => {
    const waiting = async (caller = hana) =>
      (await care<{ overdueComplaints: number }>('getCareWaiting', {}, caller)).overdueComplaints
    const [mine, before] = [await waiting(), await waiting(ken)]
    await open(await write(), { ownerId: ken.id, dueAt: inHours(-1) })
    expect([await waiting(), await waiting(ken)]).toEqual([mine, before + 1])
    await open(await write(), { ownerId: null, dueAt: inHours(-1) })
    expect([await waiting(), await waiting(ken)]).toEqual([mine + 1, before + 2])
    expect(await waiting(stranger)).toBe(0)
  })
})

describe('an earlier complaint', () => {
  it('is offered by its customer first, then by its cause, and linked by a person', async () => {
    const from = 'again@customer.example'
    const other = await open(await write(), { causeId: late.id })
    const own = await open(await write(from))
    test.clock.forward(60)
    const again = await open(await write(from), { causeId: late.id })
    const like = (complaintId: string, caller = hana) =>
      care<LikeComplaint[]>('listLikeComplaints', { params: { complaintId } }, caller)
    expect((await like(again.id)).map(({ id, why }) => [id, why])).toEqual([
      [own.id, 'customer'],
      [other.id, 'cause'],
    ])
    expect(await like(own.id)).toEqual([])
    expect(await change(again.id, { repeatsId: own.id })).toMatchObject({ repeatsId: own.id })
    expect(await refusal(change(own.id, { repeatsId: again.id }))).toBe('care.not-earlier')
    expect(await refusal(change(own.id, { repeatsId: own.id }))).toBe('care.not-earlier')
  })
})

describe('the list of complaints', () => {
  it('has what is due first, narrowed down, a page at a time', async () => {
    const id = (await settle(['破損', '遅延', '一覧'])).causes.at(-1)?.id as string
    const some = [
      await open(await write(), { causeId: id, dueAt: null, severity: 'minor' }),
      await open(await write(), { causeId: id, dueAt: inHours(5), ownerId: ken.id }),
      await open(await write(), { causeId: id, dueAt: inHours(1) }),
    ]
    const [never, five, one] = some.map((row) => row.id)
    const ids = async (query: object, caller = lead) =>
      (await list({ causeId: id, ...query }, caller)).items.map((row) => row.id)
    expect(await ids({})).toEqual([one, five, never])
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list({ causeId: id, limit: 1, cursor })
      seen.push(...page.items.map((row) => row.id))
      cursor = page.next
    }
    expect(seen).toEqual([one, five, never])
    expect(await ids({ severity: 'minor' })).toEqual([never])
    expect(await ids({ owner: 'me' }, ken)).toEqual([five])
    expect(await ids({ owner: 'nobody' })).toEqual([one, never])
    test.clock.forward(7200)
    expect(await ids({ state: 'overdue' })).toEqual([one])
    await change(five as string, { correction: '連絡した', state: 'closed' })
    expect(await ids({ state: 'closed' })).toEqual([five])
    expect(await ids({ state: 'all' })).toEqual([one, five, never])
    await change(one as string, { repeatsId: never as string })
    expect(await ids({ state: 'all', repeats: true })).toEqual([one])
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(test.clock.now())
    expect(await ids({ state: 'all', from: day })).toHaveLength(3)
    expect(await ids({ state: 'all', to: '2020-01-01' })).toEqual([])
    expect(await refusal(list({ cursor: 'x' }))).toBe('care.cursor')
    expect((await list({ causeId: 'none' })).items.every(({ causeId }) => causeId === null)).toBe(true)
  })

  it('is taken out as CSV with everything that was noted, by leads', async () => {
    const complaint = await open(await write(), { summary: '=1+1' })
    expect(await refusal(exportComplaints(test.db, hana, { state: 'all' }))).toBe('access.not-allowed')
    const file = await exportComplaints(test.db, lead, { state: 'all' })
    const text = await new Response(file.open() as never).text()
    const [head, ...lines] = text.replace('\uFEFF', '').trim().split('\r\n')
    expect(head).toContain('complaint_id,conversation_number')
    const line = lines.find((one) => one.startsWith(complaint.id))
    expect(line).toContain("'=1+1")
    expect(lines).toHaveLength((await list({ state: 'all', limit: 200 })).items.length)
  })
})

describe('causes', () => {
  it('are put in an order by leads, and one that comes back is the one that it was', async () => {
    const before = await settle(['破損', '説明不足'])
    const [, missing] = before.causes
    await open(await write(), { causeId: missing?.id })
    const without = await settle(['破損'])
    expect(without.causes.map(({ name }) => name)).toEqual(['破損'])
    expect(await refusal(open(await write(), { causeId: missing?.id }))).toBe('care.no-cause')
    const back = await care<ComplaintSettings>(
      'saveComplaintSettings',
      { body: { causes: [{ name: '説明不足' }, ...without.causes], hours: without.hours } },
      lead,
    )
    expect(back.causes[0]).toEqual(missing)
    const [one, two] = back.causes as [{ id: string; name: string }, { id: string; name: string }]
    const swapped = await care<ComplaintSettings>(
      'saveComplaintSettings',
      {
        body: {
          causes: [
            { ...one, name: two.name },
            { ...two, name: one.name },
          ],
          hours: back.hours,
        },
      },
      lead,
    )
    expect(swapped.causes).toEqual([
      { id: one.id, name: two.name },
      { id: two.id, name: one.name },
    ])
  })

  it('have names of their own, and are settled by leads', async () => {
    expect(await refusal(settle([' ']))).toBe('care.empty-cause')
    expect(await refusal(settle(['破損', '破損 ']))).toBe('care.cause-twice')
    const body = { causes: [], hours: { minor: null, serious: null, critical: null } }
    expect(await refusal(care('saveComplaintSettings', { body }, hana))).toBe('access.not-allowed')
    await care('saveComplaintSettings', { body }, lead)
    expect(await open(await write())).toMatchObject({ dueAt: null })
    expect(named(complaintChanged.eventName).length).toBeGreaterThan(0)
  })
})
