import { cutText } from '../../kernel/cut-text.ts'
import { quarantined, type Cause } from './contract.ts'
import { storable } from './storable.ts'

const LONGEST = 1000

/** The reason as it is kept beside the arrival. */
export const reasonOf = (cause: Cause, detail = ''): string =>
  cutText(`${cause}: ${storable(detail)}`, LONGEST)

/** The same taken apart: screens have words for the cause; the detail is what a program said. */
export const readReason = (reason: string | null): { cause: Cause; detail: string } => {
  const cause = quarantined.shape.cause.options.find((one) => reason?.startsWith(`${one}: `))
  return cause
    ? { cause, detail: (reason ?? '').slice(cause.length + 2) }
    : { cause: 'unfinished', detail: reason ?? '' }
}
