import { HttpRefused, HttpUnreachable, safeFetch, type Sentence } from '../../kernel/http-client/index.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { errorText } from '../../kernel/errors.ts'
import { signedHeaders } from './secret.ts'

/** Longest time for one attempt. */
const ATTEMPT_MS = 15_000
/** How much of an answer is kept to be read by people. */
const ANSWER_CHARS = 500

/**
 * What came of an attempt. `taken`: 2xx. `gone`: 410, they want no more. `final`: never to be repeated. `later`: to be
 * tried again; `away` when nothing at that address answers properly. `stopped`: we stop, and it did not count.
 */
export interface Outcome {
  kind: 'taken' | 'gone' | 'final' | 'later' | 'stopped'
  away: boolean
  status: number | null
  reason: Sentence | null
  answer: string | null
  retryAfterSeconds: number
}

const outcome = (kind: Outcome['kind'], more: Partial<Outcome> = {}): Outcome => ({
  kind,
  away: false,
  status: null,
  reason: null,
  answer: null,
  retryAfterSeconds: 0,
  ...more,
})

/** Seconds in a Retry-After, which is a number of seconds or a date. */
const retryAfter = (header: string | undefined, now: Date): number => {
  if (header === undefined) return 0
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0
}

const words = (status: number): Sentence => {
  if (status === 410)
    return {
      en: 'It responded with 410: it wants no more events.',
      ja: '410 が返されました。今後のイベントは不要とのことです。',
    }
  if (status >= 300 && status < 400)
    return {
      en: `It responded with ${status} and redirected. Set the final address; redirects are not followed.`,
      ja: `${status} により別のアドレスへ転送されました。転送には対応していないため、最終的なアドレスを設定してください。`,
    }
  return { en: `It responded with ${status} instead of 2xx.`, ja: `2xx ではなく ${status} が返されました。` }
}

const LOST_KEY: Sentence = {
  en: 'Its signing secret cannot be read with this installation’s key. Create a new secret.',
  ja: '署名用シークレットを現在の暗号鍵で復号できません。シークレットを再発行してください。',
}

/** Sends one event to one address, signed. Never throws. */
export const sendSigned = async (
  kernel: Kernel,
  message: { url: string; secret: Buffer; eventId: string; body: string },
  signal: AbortSignal,
): Promise<Outcome> => {
  const now = kernel.clock.now()
  let signed: Record<string, string>
  try {
    signed = signedHeaders(kernel.vault, message.secret, message, now)
  } catch {
    return outcome('final', { reason: LOST_KEY })
  }
  try {
    const { status, headers, body } = await safeFetch(message.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Madoguchi-Webhooks', ...signed },
      body: message.body,
      allowPrivate: kernel.config.privateNetwork,
      connectMs: 5000,
      totalMs: ATTEMPT_MS,
      maxBytes: 16 * 1024,
      cut: true,
      signal,
    })
    if (status >= 200 && status < 300) return outcome('taken', { status })
    return outcome(status === 410 ? 'gone' : 'later', {
      status,
      away: status >= 500 || status === 429,
      reason: words(status),
      answer: body.toString('utf8').replaceAll('\0', '').slice(0, ANSWER_CHARS),
      retryAfterSeconds: retryAfter(headers['retry-after'], now),
    })
  } catch (error) {
    if (error instanceof HttpRefused) return outcome('final', { reason: error.sentence })
    if (error instanceof HttpUnreachable)
      return error.why === 'stopped'
        ? outcome('stopped')
        : outcome('later', { away: true, reason: error.sentence })
    kernel.log.error({ error: errorText(error) }, 'a webhook could not be sent')
    return outcome('later', {
      reason: {
        en: 'It could not be sent. It was logged.',
        ja: '送信できませんでした。ログに記録しました。',
      },
    })
  }
}
