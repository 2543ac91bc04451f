import { HttpRefused, HttpUnreachable, safeFetch, type Sentence } from '../http-client/index.ts'
import type { Kernel } from '../kernel.ts'
import { encryptPush, type Recipient } from './encrypt.ts'
import { vapidHeader, type PushKeys } from './vapid.ts'

/** Where a browser gets its messages, and how they are encrypted for it. */
export interface PushAddress extends Recipient {
  endpoint: string
}

/** A message: what it says, and how the push service treats it. */
export interface PushMessage {
  text: string
  /** Seconds for which it is kept while the device is away. */
  keepSeconds: number
  /** A newer message under the same name replaces one that waits: at most 32 of the letters of base64url. */
  topic?: string
}

/**
 * What came of it. `gone`: the browser does not want any more, or the address was never one. `later`: to be tried again, not
 * before so many seconds. `refused`: never.
 */
export type PushOutcome =
  | { kind: 'sent' | 'gone' | 'stopped'; status: number | null; reason: Sentence | null }
  | { kind: 'later'; status: number | null; reason: Sentence; afterSeconds: number }
  | { kind: 'refused'; status: number | null; reason: Sentence }

const TOTAL_MS = 15_000

/** Push services want to know whom to ask when something is wrong with what comes from us. */
const contactOf = ({ publicUrl }: Kernel): string =>
  publicUrl.startsWith('https:') ? publicUrl : `mailto:postmaster@${new URL(publicUrl).hostname}`

const answered = (status: number): Sentence => ({
  en: `The push service responded with ${status}.`,
  ja: `プッシュサービスから ${status} が返されました。`,
})

const retryAfter = (header: string | undefined, now: Date): number => {
  if (header === undefined) return 0
  const seconds = /^\d{1,6}$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0
}

/** Statuses with which a push service says that nobody is there any more (RFC 8030), or never was. */
const GONE: ReadonlySet<number> = new Set([404, 410])

/** Sends one message to one browser. Never throws. */
export const sendPush = async (
  kernel: Kernel,
  keys: PushKeys,
  address: PushAddress,
  { text, keepSeconds, topic }: PushMessage,
  signal?: AbortSignal,
): Promise<PushOutcome> => {
  const now = kernel.clock.now()
  try {
    const { status, headers } = await safeFetch(address.endpoint, {
      method: 'POST',
      headers: {
        authorization: vapidHeader(keys, { endpoint: address.endpoint, contact: contactOf(kernel), now }),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(keepSeconds),
        urgency: 'high',
        ...(topic === undefined ? {} : { topic }),
      },
      body: encryptPush(text, address),
      allowPrivate: kernel.config.privateNetwork,
      connectMs: 5000,
      totalMs: TOTAL_MS,
      maxBytes: 4096,
      cut: true,
      ...(signal ? { signal } : {}),
    })
    if (status >= 200 && status < 300) return { kind: 'sent', status, reason: null }
    if (GONE.has(status)) return { kind: 'gone', status, reason: answered(status) }
    if (status === 429 || status >= 500)
      return {
        kind: 'later',
        status,
        reason: answered(status),
        afterSeconds: retryAfter(headers['retry-after'], now),
      }
    return { kind: 'refused', status, reason: answered(status) }
  } catch (error) {
    if (error instanceof HttpUnreachable)
      return error.why === 'stopped'
        ? { kind: 'stopped', status: null, reason: null }
        : { kind: 'later', status: null, reason: error.sentence, afterSeconds: 0 }
    if (error instanceof HttpRefused) return { kind: 'refused', status: null, reason: error.sentence }
    throw error
  }
}
