import { explainRefusal, readRefusal, type Refusal, whatRefused } from '../failure-words.ts'
import type { Words } from '../words.ts'
import { readAddresses } from './addresses.ts'
import { type Headers, readHeaders } from './headers.ts'
import type { Mail } from './read-mail.ts'

/** A group for each recipient: this much of them says what there is to say. */
const longestReport = 65_536

const statusTypes = /^message\/(?:global-)?delivery-status$/
/** Some programs end a group with nothing but the next one's first field. */
const begins = /\n(?=(?:original|final)-recipient\s*:)/i

/** What a delivery report says of one recipient. */
export interface Status {
  address: string
  action: string
  /** Enhanced status of RFC 3463, or ''. */
  status: string
  said: string
}

const addressIn = (value: string): string => {
  const plain = value.replace(/^\s*[\w-]+\s*;\s*/, '').replaceAll(/[<>]/g, '')
  return readAddresses(plain)[0]?.address ?? ''
}

/** The address as we wrote it stands in front of the one that it was forwarded to. */
const recipientOf = (group: Headers): string =>
  ['original-recipient', 'final-recipient', 'x-actual-recipient']
    .map((name) => addressIn(group.first(name)))
    .find((address) => address !== '') ?? ''

const statusOf = (group: Headers): Status => ({
  address: recipientOf(group),
  action: /[a-z]+/.exec(group.first('action').toLowerCase())?.[0] ?? 'failed',
  status: /[245]\.\d{1,3}\.\d{1,3}/.exec(group.first('status'))?.[0] ?? '',
  said: group.text('diagnostic-code'),
})

/** A report that some program on the way has put among the words of a text. */
const inText = /^(?:final-recipient|original-recipient)[ \t]*:.*;/im

const reportsIn = (mail: Mail): string[] => {
  const parts = mail.parts.filter(({ type }) => statusTypes.test(type))
  if (parts.length > 0) return parts.map(({ content }) => content.toString('latin1', 0, longestReport))
  return inText.test(mail.text.slice(0, longestReport)) ? [mail.text.slice(0, longestReport)] : []
}

/** Per-recipient groups of RFC 3464; what stands of the message as a whole names nobody. */
export const statusesIn = (mail: Mail): Status[] =>
  reportsIn(mail)
    .flatMap((report) => report.split(/\r?\n[ \t]*\r?\n/))
    .flatMap((block) => (block.split(begins).length > 2 ? block.split(begins) : [block]))
    .map((group) => readHeaders(Buffer.from(`${group.trim()}\n\n`, 'latin1')))
    .filter((group) => group.has('final-recipient') || group.has('original-recipient') || group.has('action'))
    .map(statusOf)

/** True where a mail carries a report for machines. */
export const holdsStatus = (mail: Mail): boolean =>
  mail.reportType === 'delivery-status' || mail.parts.some(({ type }) => statusTypes.test(type))

/** True where the words of a notice hold one. */
export const tellsStatus = (mail: Mail): boolean => inText.test(mail.text.slice(0, longestReport))

/** Why an address did not get a mail: in words, and whether a later mail may arrive. */
export interface Failure {
  cause: 'hard' | 'soft'
  reason: Words
}

/** Says in words why a server refused a mail. `status` counts more than what is read from the text. */
export const explainFailure = (said: string, status = '', otherwise = ''): Failure => {
  const known: Refusal = said ? readRefusal(said) : { text: otherwise.slice(0, 1500), quote: '' }
  const refusal = { ...known, ...(status && !status.endsWith('.0.0') ? { status } : {}) }
  const about = whatRefused(refusal)
  const gone =
    ['no-mailbox', 'no-domain', 'disabled'].includes(about) ||
    (about === 'other' && (refusal.status?.startsWith('5') || (refusal.code ?? 0) >= 500))
  return { cause: gone ? 'hard' : 'soft', reason: explainRefusal(refusal) }
}
