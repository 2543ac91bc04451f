import type { Inbox, Output } from '../../../../api/types.ts'
import { healthOf } from '../health.tsx'

type Health = Output<'intake.getHealth'>

/** Something that people should know of an inbox’s reading, the most pressing first. */
export type Finding =
  | { kind: 'failing' | 'unchecked' | 'paused' | 'archived' | 'fine' }
  | { kind: 'lagging' | 'silent' | 'ended' | 'expiring' | 'backlog'; at: string }
  | { kind: 'gaps' }
  | { kind: 'quarantine'; count: number }
  | { kind: 'reading'; done: number; total: number }

const MINUTE = 60_000
/** What was kept is processed within moments: what waits for longer waits for something. */
const LATE_HERE = 5 * MINUTE

/** What is to be said of an inbox now; `checkable` where its channel connects to something by itself. */
export function findingsOf(
  inbox: Inbox,
  health: Health,
  { quarantined, checkable, now }: { quarantined: number; checkable: boolean; now: number },
): Finding[] {
  if (inbox.state === 'archived') return [{ kind: 'archived' }]
  const found: Finding[] = []
  if (inbox.state === 'paused') found.push({ kind: 'paused' })
  if (inbox.state === 'active' && inbox.health.state === 'failing') found.push({ kind: 'failing' })
  if (inbox.state === 'active' && healthOf(inbox, checkable) === 'unknown') found.push({ kind: 'unchecked' })
  const { waitingHere, waitingThere, silentSince, access, reading } = health
  const warns = (one: (typeof inbox.health.warnings)[number]) => inbox.health.warnings.includes(one)
  if (waitingHere.oldestAt && now - Date.parse(waitingHere.oldestAt) > LATE_HERE)
    found.push({ kind: 'backlog', at: waitingHere.oldestAt })
  if (warns('lagging') && waitingThere.oldestAt) found.push({ kind: 'lagging', at: waitingThere.oldestAt })
  if (warns('silent') && silentSince) found.push({ kind: 'silent', at: silentSince })
  if (warns('expiring') && access?.endsAt)
    found.push({ kind: Date.parse(access.endsAt) <= now ? 'ended' : 'expiring', at: access.endsAt })
  if (warns('gaps')) found.push({ kind: 'gaps' })
  if (quarantined > 0) found.push({ kind: 'quarantine', count: quarantined })
  if (reading) found.push({ kind: 'reading', ...reading })
  const wrong = found.some(({ kind }) => kind !== 'reading')
  return wrong ? found : [{ kind: 'fine' }, ...found]
}
