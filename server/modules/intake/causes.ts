import { z } from 'zod'
import { cutText } from '../../kernel/cut-text.ts'
import { ignored, quarantined, type Cause, type Ignored } from './contract.ts'
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

const sentence = z.object({ en: z.string(), ja: z.string() })

/** Why an arrival is not taken in as a message, as it is kept: the words are its channel's own. */
export const ignoredReason = (cause: Ignored['cause'], words?: { en: string; ja: string }): string =>
  `${cause}: ${words ? JSON.stringify(storable(words)) : ''}`

/** The same taken apart. What an earlier version kept is a sentence in English. */
export const readIgnoredReason = (reason: string | null): Pick<Ignored, 'cause' | 'words'> => {
  const cause = ignored.shape.cause.options.find((one) => reason?.startsWith(`${one}: `))
  if (!cause) return { cause: 'channel', words: reason ? { en: reason, ja: reason } : null }
  const words = reason?.slice(cause.length + 2) ?? ''
  return { cause, words: words === '' ? null : sentence.parse(JSON.parse(words)) }
}
