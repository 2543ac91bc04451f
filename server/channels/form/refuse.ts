import type { Words, Refusal } from './words.ts'
import { refusals } from './words.ts'

/** What is wrong with one answer. */
export interface Complaint {
  field: string
  words: Words
}

/** A request that the visitor may see the reason of. */
export class Refused extends Error {
  readonly status: number
  readonly code: Refusal
  readonly words: Words
  readonly complaints: readonly Complaint[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    code: Refusal,
    more: { complaints?: readonly Complaint[]; retryAfterSeconds?: number } = {},
  ) {
    super(code)
    this.status = status
    this.code = code
    this.words = refusals[code]
    this.complaints = more.complaints ?? []
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}
