import type { Account } from '../account.ts'
import { readAddresses, sameAddress } from './addresses.ts'
import { whichMachine } from './is-automatic.ts'
import type { Mail } from './read-mail.ts'
import { ownMessageIn } from './read-report-about.ts'
import { failedAddresses, type Notice, returnedPart } from './read-report-text.ts'
import {
  mailSystem,
  refusing,
  speaksOfDelay,
  speaksOfFailure,
  speaksOfMail,
  writerOf,
} from './read-report-words.ts'

/** Whom a report was sent to: us, under whichever address. */
export const ourAddresses = (mail: Mail, account: Account): string[] => [
  account.settings.address,
  ...['to', 'delivered-to'].flatMap((name) =>
    readAddresses(mail.headers.first(name)).map(({ address }) => address),
  ),
]

/**
 * True for a bounce in free text, as Exim, Google and the Japanese carriers write them: a mail system sent it, and it
 * speaks of a failure in words of its own. Where others write from such addresses, too, the mail must come back with it, the
 * refusing server be quoted, or somebody else's address be named. A person's letter is none, whatever it quotes; nor is an
 * absence notice, nor what one of us passes on.
 */
export const isFreeTextBounce = (mail: Mail, account: Account, notice: Notice): boolean => {
  const { headers } = mail
  const from = writerOf(headers)
  const sender = mailSystem(headers)
  const machine = whichMachine(headers, account, { from, files: 0 })
  if (machine === undefined || (machine === 'own' && sender !== 'system')) return false
  const comesBack = notice.returned !== undefined || returnedPart(mail) !== undefined
  const refuses = refusing.test(notice.own)
  const subject = headers.text('subject')
  const failed = speaksOfFailure(subject)
  const words = failed || speaksOfFailure(notice.own.slice(0, 5000)) || speaksOfDelay(subject, notice.own)
  if (sender === 'system') return words || comesBack || refuses
  if (!words) return false
  const ours = ownMessageIn(mail, account) !== undefined
  if (machine === 'absence') return comesBack && refuses
  if (sender === undefined) return comesBack && (refuses || failed || ours)
  if (comesBack || refuses || ours) return true
  const known = [...ourAddresses(mail, account), from]
  return (
    speaksOfMail(subject) &&
    failedAddresses(notice.own, undefined, known).some((one) => !known.some((us) => sameAddress(us, one)))
  )
}

/**
 * True where a mail holds a report for machines and is one: its type says so, or a mail system wrote it. People pass such
 * parts on in letters of their own.
 */
export const isReport = (mail: Mail, account: Account): boolean =>
  mail.type === 'multipart/report' ||
  mailSystem(mail.headers) !== undefined ||
  whichMachine(mail.headers, account, { from: writerOf(mail.headers), files: 0 }) === 'machine'
