import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { changedFields, recordAudit } from '../../audit/index.ts'
import type { ComplaintSettings, ComplaintSettingsInput, Severity } from '../contract-complaints.ts'
import { complaintSettingsChanged } from '../events.ts'
import { causeRows, deadlineRows, putCauses, putDeadlines } from '../queries/settings.ts'

/** Within how many hours a complaint is to be closed where nothing was settled: a week, three days, one day. */
const USUAL_HOURS: ComplaintSettings['hours'] = { minor: 168, serious: 72, critical: 24 }

/** Causes that are offered, and within how many hours complaints are to be closed. */
export const complaintSettings = async (db: Db): Promise<ComplaintSettings> => {
  const [causes, deadlines] = await Promise.all([causeRows(db), deadlineRows(db)])
  const settled = Object.fromEntries(deadlines.map(({ severity, hours }) => [severity, hours]))
  return {
    causes: causes.filter(({ removed }) => !removed).map(({ id, name }) => ({ id, name })),
    hours: { ...USUAL_HOURS, ...(settled as Partial<Record<Severity, number | null>>) },
  }
}

/** As the log tells them. */
const told = ({ causes, hours }: ComplaintSettings) => ({ causes: causes.map(({ name }) => name), ...hours })

/**
 * Replaces the causes and deadlines. A cause that is left out stays with the complaints that name it; one that is added
 * again under the same name is the one that it was. Throws `invalid` for an empty name, or one that stands twice.
 */
export const saveComplaintSettings = async (
  tx: Tx,
  caller: Caller,
  { causes, hours }: ComplaintSettingsInput,
): Promise<ComplaintSettings> => {
  demand(caller, 'complaints.manage')
  const before = await complaintSettings(tx)
  const named = causes.map(({ id, name }) => ({ id, name: name.trim() }))
  if (named.some(({ name }) => name === ''))
    throw invalid('care.empty-cause', 'One of the causes has no name. Enter one, or remove it.')
  if (new Set(named.map(({ name }) => name)).size < named.length)
    throw invalid('care.cause-twice', 'A cause stands there twice. Remove one of the two.')
  const known = await causeRows(tx)
  const kept = named.map(({ id, name }) => {
    const same = known.find((one) => (id === undefined ? one.removed && one.name === name : one.id === id))
    return { id: same?.id ?? newId(), name }
  })
  await putCauses(tx, kept)
  await putDeadlines(tx, hours)
  const after = await complaintSettings(tx)
  tx.announce(complaintSettingsChanged({}))
  await recordAudit(tx, caller, {
    action: 'care.save-complaint-settings',
    subject: { kind: 'workspace' },
    details: changedFields(told(before), told(after)),
  })
  return after
}
