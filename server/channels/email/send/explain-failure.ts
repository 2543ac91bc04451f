import type { SendResult } from '../../channel.ts'
import { explainRefusal, readRefusal, type Refusal, whatRefused } from '../failure-words.ts'
import { explainConnection, isSignInFailure } from '../net/connection-words.ts'
import { HostRefused } from '../net/guard.ts'
import { Busy } from '../net/slots.ts'
import { smtpTarget } from '../net/smtp.ts'
import { TokenFailure } from '../oauth/access-token.ts'
import type { SmtpSettings } from '../settings.ts'
import type { Words } from '../words.ts'
import { AttachmentFailure } from './attachment-stream.ts'
import { type Delivered, DeliveryFailure } from './deliver.ts'

interface SmtpError {
  code?: string
  command?: string
  responseCode?: number
  response?: string
  message?: string
}

/** A person has to change something before the next try makes sense. */
const untilSomebodyActs = 600
/** Providers count what is sent within a day. */
const untilLimitLifts = 3600
/** Other mails are on their way by the same server. */
const untilPlaceIsFree = 30

const attachmentWords = (file: string): Words => ({
  en: `The attachment “${file}” could not be read, so nothing was sent. Attach it again.`,
  ja: `添付ファイル「${file}」を読み込めなかったため、送信を中止しました。もう一度添付してください。`,
})

const answerMissing: Words = {
  en: 'The connection broke after the email was handed over, before the server confirmed it. It may have been sent.',
  ja: 'メールを渡した後、サーバーから受領の応答が届く前に接続が切れました。送信済みの可能性があります。',
}

const tooLarge: Refusal = { code: 552, status: '5.3.4', text: '' }

/** True when the failure is about our access to the server, not about this message: others would fail as well. */
const isOurAccess = (error: unknown): boolean =>
  error instanceof TokenFailure || error instanceof HostRefused || isSignInFailure(error)

/** What became of a failed attempt: final when the server judged this message, else to be tried again. */
export const resultOfFailure = (failure: unknown, smtp: SmtpSettings): SendResult => {
  const cause = failure instanceof DeliveryFailure ? failure.cause : failure
  const stage = failure instanceof DeliveryFailure ? failure.stage : 'connect'
  if (cause instanceof AttachmentFailure) return { outcome: 'refused', reason: attachmentWords(cause.file) }
  if (cause instanceof Busy) {
    const reason = explainConnection(cause, smtpTarget(smtp))
    return { outcome: 'unreachable', reason, retryAfterSeconds: untilPlaceIsFree, notBegun: true }
  }
  const error = cause as SmtpError
  if (isOurAccess(cause)) {
    const words = cause instanceof TokenFailure ? cause.words : explainConnection(cause, smtpTarget(smtp))
    return { outcome: 'unreachable', reason: words, retryAfterSeconds: untilSomebodyActs }
  }
  if (error.code === 'EMESSAGE' && error.responseCode === undefined)
    return { outcome: 'refused', reason: explainRefusal(tooLarge) }
  if (error.code === 'EENVELOPE' && error.responseCode === undefined)
    return { outcome: 'refused', reason: explainRefusal({ code: 550, text: error.message ?? '' }) }
  if (stage !== 'connect' && error.responseCode !== undefined) {
    const refusal = { ...readRefusal(error.response ?? ''), code: error.responseCode }
    const reason = explainRefusal(refusal)
    if (whatRefused(refusal) === 'limit')
      return { outcome: 'unreachable', reason, retryAfterSeconds: untilLimitLifts }
    // 503 says that the session went wrong, not that the mail is unwanted.
    const final = error.responseCode >= 500 && error.responseCode !== 503
    return final ? { outcome: 'refused', reason } : { outcome: 'unreachable', reason }
  }
  if (stage === 'data') return { outcome: 'unreachable', reason: answerMissing, maybeSent: true }
  return { outcome: 'unreachable', reason: explainConnection(cause, smtpTarget(smtp)) }
}

/**
 * Some recipients were refused while the others have the mail: sending all of it again would double theirs. Those who were
 * refused for now are tried again.
 */
export const partlyRefused = ({ rejected, accepted, serverMessageId }: Delivered): SendResult => {
  const parts = rejected.map(({ address, code, text }) => {
    const words = explainRefusal({ ...readRefusal(text), ...(code === undefined ? {} : { code }) })
    return { en: `${address}: ${words.en}`, ja: `${address}: ${words.ja}` }
  })
  return {
    outcome: rejected.some(({ code = 0 }) => code >= 400 && code < 500) ? 'unreachable' : 'refused',
    accepted,
    ...(serverMessageId ? { messageKey: serverMessageId } : {}),
    reason: {
      en: `${parts.map(({ en }) => en).join(' ')} The other recipients received it (${accepted.join(', ')}).`,
      ja: `${parts.map(({ ja }) => ja).join(' ')} 他の宛先（${accepted.join('、')}）には送信済みです。`,
    },
  }
}
