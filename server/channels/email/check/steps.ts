import type { CheckStep } from '../../channel.ts'
import { ConnectionFailure } from '../imap/connect.ts'
import { isSignInFailure } from '../net/connection-words.ts'
import { TokenFailure } from '../oauth/access-token.ts'
import type { Security } from '../settings.ts'
import type { Words } from '../words.ts'

/** The three stages of every connection, in order. */
export type ConnectionStage = 'reach' | 'tls' | 'signIn'

export const ok = (name: string, message: Words): CheckStep => ({ name, state: 'ok', message })
export const failed = (name: string, message: Words): CheckStep => ({ name, state: 'failed', message })
export const skipped = (name: string, message: Words): CheckStep => ({ name, state: 'skipped', message })

/** A step that was not tried because an earlier one failed. */
export const notTried = (name: string): CheckStep =>
  skipped(name, {
    en: 'Not tried because an earlier step failed.',
    ja: '前の手順が失敗したため、確認していません。',
  })

const causeOf = (error: unknown): unknown => (error instanceof ConnectionFailure ? error.cause : error)

/** How far a connection came that failed in the end. */
export const stageOf = (error: unknown): ConnectionStage => {
  const cause = causeOf(error)
  if (cause instanceof TokenFailure || isSignInFailure(cause)) return 'signIn'
  const { code = '', originalCode = '' } = cause as { code?: string; originalCode?: string }
  const codes = `${code} ${originalCode}`
  return /ERR_TLS|ERR_SSL|EPROTO|ETLS|CERT|SELF_SIGNED|UNABLE_TO|UPGRADE_TIMEOUT|STARTTLS/.test(codes)
    ? 'tls'
    : 'reach'
}

const encrypted = (security: Security): Words =>
  security === 'none'
    ? {
        en: 'The connection is not encrypted. Use this only inside a network that you trust.',
        ja: '通信は暗号化されていません。信頼できるネットワーク内でのみご利用ください。',
      }
    : {
        en: 'The connection is encrypted and the certificate is valid.',
        ja: '通信は暗号化されており、証明書も有効です。',
      }

/** What every stage of one connection came to: all well, or well up to the one that failed. */
export function* connectionSteps(
  protocol: 'imap' | 'smtp',
  security: Security,
  server: string,
  failure: { stage: ConnectionStage; words: Words } | undefined,
): Generator<CheckStep> {
  const good: Record<ConnectionStage, Words> = {
    reach: { en: `${server} was reached.`, ja: `${server}に接続できました。` },
    tls: encrypted(security),
    signIn: { en: 'User name and password are accepted.', ja: 'ログインできました。' },
  }
  let reached = true
  for (const stage of ['reach', 'tls', 'signIn'] as const) {
    const name = `${protocol}.${stage}`
    if (!reached) yield notTried(name)
    else if (failure?.stage === stage) {
      reached = false
      yield failed(name, failure.words)
    } else yield stage === 'tls' && security === 'none' ? skipped(name, good.tls) : ok(name, good[stage])
  }
}
