import { systemCaller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import {
  addressPattern,
  addressWords,
  NOWHERE,
  type Counts,
  type Erasing,
  type Person,
} from '../../kernel/personal.ts'
import {
  changesWith,
  complaintsWith,
  wipeComplaints,
  writeChanges,
  writeComplaints,
  type Changed,
  type Written,
} from './queries/erase.ts'
import { demandRecord } from './harassment/demand-record.ts'
import { recordStep } from './harassment/record-step.ts'
import { addressHash } from './limits/hold-back.ts'
import { dismissedOf, keptOf, removeRecords } from './queries/evidence.ts'
import { keepErased } from './queries/limits.ts'

const threads = async (tx: Tx, ids: readonly string[]): Promise<Counts> => ({
  complaints: await wipeComplaints(tx, ids),
})

const inWritten = ({ id, ...texts }: Written, clean: (text: string) => string): Written => ({
  id,
  summary: clean(texts.summary),
  promise: clean(texts.promise),
  apology: clean(texts.apology),
  correction: clean(texts.correction),
})

const inChanged = ({ id, fields }: Changed, clean: (text: string) => string): Changed => ({
  id,
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, { from, to }]) => [
      name,
      { from: from && clean(from), to: to && clean(to) },
    ]),
  ),
})

/** Their addresses in what was written about others' conversations; words of others stay. */
const person = async (tx: Tx, who: Person): Promise<Counts> => {
  const words = addressWords(who)
  const pattern = addressPattern(words)
  if (!pattern) return records(tx, who)
  const clean = (text: string): string => text.replace(pattern, NOWHERE)
  const complaints = await complaintsWith(tx, words)
  const changes = await changesWith(tx, words)
  if (complaints.length > 0)
    await writeComplaints(
      tx,
      complaints.map((row) => inWritten(row, clean)),
    )
  if (changes.length > 0)
    await writeChanges(
      tx,
      changes.map((row) => inChanged(row, clean)),
    )
  return { complaints: complaints.length, ...(await records(tx, who)) }
}

/**
 * Records of theirs that were dismissed go, with what was kept for them. Those that stand, or are kept until their time is over, stay
 * with their evidence: it is there for claims that somebody may still raise (0042). A limit goes on to hold by hashes of the
 * addresses, of which nothing can be read.
 */
const records = async (tx: Tx, { ids, addresses }: Person): Promise<Counts> => {
  const dismissed = await removeRecords(tx, await dismissedOf(tx, ids))
  const kept = await keptOf(tx, ids)
  if (kept.length > 0) await keepErased(tx, ids, addresses.map(addressHash))
  const system = systemCaller(tx.workspaceId)
  for (const id of kept)
    await recordStep(tx, system, await demandRecord(tx, system, id), { step: 'erased-customer' })
  return { harassments: dismissed, harassmentsKept: kept.length }
}

/** What is noted of complaints loses what names an erased person. */
export const erases: Erasing = { threads, person }
