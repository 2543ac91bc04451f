/** What the outside handed over in one run, and was told that it is kept. */
export interface Handed {
  /** Text of each acknowledged message to us, by its mark. */
  readonly messages: ReadonlyMap<string, string>
  /** Marks of the answers that the API confirmed. */
  readonly answers: ReadonlySet<string>
}

/** What is there when everything has settled. */
export interface Found {
  /** Customers' messages as the product shows them. */
  readonly messages: readonly { mark: string; text: string }[]
  /** Our answers as the product shows them. */
  readonly answers: readonly { mark: string; receipt: string }[]
  /** Marks of the answers that the other side took, one for each time. */
  readonly taken: readonly string[]
}

/** What became of everything that was acknowledged. */
export interface Tally {
  sent: number
  /** Messages found exactly as they were written, and answers that arrived. */
  stored: number
  /** Messages that are there more than once, and answers that arrived more than once. */
  doubled: number
  /** Messages that are missing or changed, and answers that are missing, or did not arrive and don’t say so. */
  lost: number
  /** Answers that say of themselves that they may have been sent: only the other side can know. */
  uncertain: number
  /** Marks of what was doubled or lost, for whoever looks into it. */
  marks: string[]
}

const timesOf = (marks: readonly string[]): Map<string, number> => {
  const times = new Map<string, number>()
  for (const mark of marks) times.set(mark, (times.get(mark) ?? 0) + 1)
  return times
}

type Verdict = 'stored' | 'doubled' | 'lost' | 'uncertain'

const ofAnswer = (receipts: readonly string[], taken: number): Verdict => {
  if (receipts.length > 1 || taken > 1) return 'doubled'
  if (receipts[0] === 'uncertain') return 'uncertain'
  return receipts[0] === 'sent' && taken === 1 ? 'stored' : 'lost'
}

/** Compares what was acknowledged with what is there. What nobody acknowledged may be there once, or not. */
export const tally = (handed: Handed, found: Found): Tally => {
  const sum: Tally = {
    sent: handed.messages.size + handed.answers.size,
    stored: 0,
    doubled: 0,
    lost: 0,
    uncertain: 0,
    marks: [],
  }
  const judge = (mark: string, verdict: Verdict): void => {
    sum[verdict] += 1
    if (verdict === 'doubled' || verdict === 'lost') sum.marks.push(`${mark} ${verdict}`)
  }
  const shown = timesOf(found.messages.map(({ mark }) => mark))
  const texts = new Map(found.messages.map(({ mark, text }) => [mark, text]))
  for (const mark of new Set([...handed.messages.keys(), ...shown.keys()])) {
    const isKnown = handed.messages.has(mark)
    if ((shown.get(mark) ?? 0) > 1) judge(mark, 'doubled')
    else if (isKnown) judge(mark, texts.get(mark) === handed.messages.get(mark) ? 'stored' : 'lost')
  }
  const receipts = Map.groupBy(found.answers, ({ mark }) => mark)
  const taken = timesOf(found.taken)
  for (const mark of new Set([...handed.answers, ...receipts.keys(), ...taken.keys()])) {
    const verdict = ofAnswer(
      (receipts.get(mark) ?? []).map(({ receipt }) => receipt),
      taken.get(mark) ?? 0,
    )
    if (handed.answers.has(mark) || verdict === 'doubled') judge(mark, verdict)
  }
  return sum
}
