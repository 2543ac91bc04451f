import type { Db, WorkspaceDb } from '../../../kernel/db/index.ts'
import type { Happenings } from '../../../kernel/happenings/index.ts'
import { agentsByIds, teamsOf, type Agent } from '../../agents/index.ts'
import { readCalendars } from '../../hours/index.ts'
import { getWorkspace } from '../../workspace/index.ts'
import { systemMail } from '../../access/index.ts'
import { sendAt } from '../jobs.ts'
import { DEFAULTS, preferenceRows, type Preferences } from '../queries/preferences.ts'
import {
  dueTo,
  nextDue,
  sentLately,
  settle,
  takeDue,
  type DueRow,
  type Settled,
} from '../queries/sendings.ts'
import { sayIt } from '../say-it.ts'
import { decide, type Outward, type Whom } from './decide.ts'
import { isLooking } from './looking.ts'
import { handOver } from './hand-over.ts'
import { livingDevices } from './push-out.ts'
import { quietUntil } from './quiet.ts'

/** So many people are looked at in one go, so many of them at once, and so much is told to one of them together. */
const PEOPLE = 200
const AT_ONCE = 8
const TOGETHER = 200
const HOUR_MS = 3_600_000

/** Until when nothing is sent to somebody, by what they settled. */
const quietOf = async (db: Db, agent: Agent, { quiet }: Preferences, now: Date): Promise<Date | null> => {
  if (quiet.kind === 'none') return null
  const [{ timeZone }, all, teamIds] = await Promise.all([
    getWorkspace(db),
    readCalendars(db),
    teamsOf(db, agent.id),
  ])
  const calendars = teamIds.length === 0 ? [all.of({})] : teamIds.map((teamId) => all.of({ teamId }))
  return quietUntil(quiet, { timeZone: agent.timeZone ?? timeZone, calendars }, now)
}

const whomOf = async (
  db: WorkspaceDb,
  agent: Agent,
  way: Outward,
  preferences: Preferences,
  now: Date,
): Promise<Whom> => {
  const [quiet, lately, looking, ready] = await Promise.all([
    quietOf(db, agent, preferences, now),
    sentLately(db, agent.id, way, new Date(now.getTime() - HOUR_MS)),
    isLooking(db, agent.id),
    way === 'push'
      ? livingDevices(db, agent.id).then(({ length }) => length > 0)
      : systemMail(db, agent.email).then((send) => send !== undefined),
  ])
  return {
    ...lately,
    looking,
    ready,
    quietUntil: quiet,
    digest: way === 'mail' && preferences.mails !== 'each',
  }
}

/** Decides on each of what is due to somebody, keeps that, and gives what is to be sent now. */
const sortOut = async (
  db: WorkspaceDb,
  rows: readonly DueRow[],
  whom: Whom,
  now: Date,
): Promise<DueRow[]> => {
  const decided = rows.map((row) => ({ row, decision: decide(row, whom, now) }))
  await db.tx(async (tx) => {
    for (const { row, decision } of decided) {
      if (decision.do === 'send') continue
      const { reason } = decision
      const settled: Settled =
        decision.do === 'skip'
          ? { state: 'skipped', reason }
          : { state: 'waiting', reason, dueAt: decision.until, deferred: reason === 'looking' }
      await settle(tx, [row.sendingId], settled)
      if (decision.do === 'wait') sendAt(tx, decision.until)
    }
  })
  return decided.filter(({ decision }) => decision.do === 'send').map(({ row }) => row)
}

const sendTo = async (
  db: WorkspaceDb,
  happenings: Happenings,
  { agentId, way }: { agentId: string; way: Outward },
  signal: AbortSignal,
): Promise<void> => {
  const [agent] = await agentsByIds(db, [agentId])
  const rows = await db.tx((tx) => takeDue(tx, agentId, way, TOGETHER))
  if (rows.length === 0 || !agent) return
  const now = db.kernel.clock.now()
  const preferences = (await preferenceRows(db, [agentId])).get(agentId) ?? DEFAULTS
  const due = await sortOut(db, rows, await whomOf(db, agent, way, preferences, now), now)
  const withWords = way === 'push' ? preferences.pushWords : preferences.mailWords
  const said = await sayIt(db, happenings, due, withWords)
  const keep = (some: readonly DueRow[], settled: Settled): Promise<void> =>
    db.tx(async (tx) => {
      await settle(
        tx,
        some.map(({ sendingId }) => sendingId),
        settled,
      )
      if (settled.dueAt) sendAt(tx, settled.dueAt)
    })
  // What it led to is no more.
  const gone = due.filter((row) => !said.some((one) => one.row === row))
  await keep(gone, { state: 'skipped', reason: 'not-allowed' })
  if (said.length === 0) return
  const settled = await handOver(db, agent, {
    way,
    said: said.map((one) => one.said),
    withWords,
    tries: Math.max(...said.map(({ row }) => row.tries)),
    signal,
  })
  await keep(
    said.map(({ row }) => row),
    settled,
  )
}

/** Sends what is due, to one person after the other, some at once. */
export const sendDue = async (
  db: WorkspaceDb,
  happenings: Happenings,
  signal: AbortSignal,
): Promise<void> => {
  const waiting = await dueTo(db, db.kernel.clock.now(), PEOPLE)
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift())
      await sendTo(db, happenings, next, signal)
  }
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work))
  await db.tx(async (tx) => sendAt(tx, await nextDue(tx)))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}
