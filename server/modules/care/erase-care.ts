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
  if (!pattern) return {}
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
  return { complaints: complaints.length }
}

/** What is noted of complaints loses what names an erased person. */
export const erases: Erasing = { threads, person }
