import type { Tx } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { sendAt } from '../jobs.ts'
import { DEFAULTS, outwardRows, preferenceRows, type Preferences } from '../queries/preferences.ts'
import { insertSendings, type NewSending } from '../queries/sendings.ts'
import type { TellingRow } from '../queries/notices.ts'
import { OUTWARD, type Outward } from './decide.ts'
import { nextAt } from './quiet.ts'

/** What comes within a moment leaves together. */
const PUSH_MS = 1000
/** Whoever is in the app has so long to see it there. */
const MAIL_MS = 2 * 60_000
const HOUR_MS = 3_600_000

const later = (from: Date, ms: number): Date => new Date(Math.ceil((from.getTime() + ms) / ms) * ms)

/** When something is looked at that is told now. */
const dueAt = (way: Outward, { mails, mailsAt }: Preferences, timeZone: string, now: Date): Date => {
  if (way === 'push') return later(now, PUSH_MS)
  if (mails === 'each') return later(now, MAIL_MS)
  return mails === 'hourly' ? later(now, HOUR_MS) : nextAt(mailsAt, timeZone, now)
}

/**
 * Writes down what of some tellings is to leave the app, and has it looked at in time. Whoever has no device is sent nothing: that
 * they would have been stands with the telling.
 */
export const planSendings = async (tx: Tx, told: readonly TellingRow[]): Promise<void> => {
  const outward = told.filter(({ ways }) => OUTWARD.some((way) => ways.includes(way)))
  const agentIds = [...new Set(outward.map(({ agentId }) => agentId))]
  if (agentIds.length === 0) return
  const [people, settled] = await Promise.all([outwardRows(tx, agentIds), preferenceRows(tx, agentIds)])
  const sendings = outward.flatMap(({ id, agentId, ways }) => {
    const person = people.find((one) => one.agentId === agentId)
    if (!person) return []
    const possible = OUTWARD.filter((way) => ways.includes(way) && (way === 'mail' || person.hasDevice))
    return possible.map(
      (way): NewSending => ({
        id: newId(),
        tellingId: id,
        agentId,
        way,
        dueAt: dueAt(way, settled.get(agentId) ?? DEFAULTS, person.timeZone, tx.now),
      }),
    )
  })
  if (sendings.length === 0) return
  await insertSendings(tx, sendings)
  for (const at of new Set(sendings.map((one) => one.dueAt.getTime()))) sendAt(tx, new Date(at))
}
