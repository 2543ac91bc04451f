import { readAddresses } from './addresses.ts'
import { type Headers, readHeaders } from './headers.ts'
import type { Mail } from './read-mail.ts'
import { returnedPart } from './read-report-text.ts'
import { writerOf } from './read-report-words.ts'

/** Somebody's mail provider tells what its user, or its own judgement, made of a mail of ours. */
export interface Complaint {
  /** `abuse`, `opt-out`, `not-spam`, `auth-failure`, … */
  type: string
  addresses: string[]
  returned: Headers | undefined
}

const addressesIn = (values: readonly string[]): string[] =>
  values.flatMap((value) => readAddresses(value.replaceAll(/[<>]/g, '')).map(({ address }) => address))

/** Microsoft returns the mail under a header of its own and says nothing else. */
const microsoftField = 'x-hmxmroriginalrecipient'
const microsoft = /@(?:[\w-]+\.)*(?:hotmail|outlook|live|microsoft)\.com$/i

/**
 * Reads a report of RFC 5965 (ARF), or Microsoft's form of one; undefined for any other mail. `report`: a program wrote it,
 * since people pass complaints on.
 */
export const readComplaint = (mail: Mail, report: boolean): Complaint | undefined => {
  const part = report ? mail.parts.find(({ type }) => type === 'message/feedback-report') : undefined
  const returned = returnedPart(mail)
  const own = report || microsoft.test(writerOf(mail.headers)) ? (returned?.all(microsoftField) ?? []) : []
  if (!part && mail.reportType !== 'feedback-report' && own.length === 0) return undefined
  const fields = readHeaders(part ? Buffer.concat([part.content, Buffer.from('\n\n')]) : Buffer.alloc(0))
  const meant = [...addressesIn(fields.all('original-rcpt-to')), ...addressesIn(own)]
  return {
    type: fields.first('feedback-type').toLowerCase().split(/[\s;]/)[0] || 'abuse',
    addresses: meant.length > 0 ? meant : addressesIn(returned?.all('to').slice(0, 1) ?? []).slice(0, 1),
    returned,
  }
}
