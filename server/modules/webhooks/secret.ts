import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Vault } from '../../kernel/secrets/index.ts'

/** For how long the secret before is signed with, too. */
const OVERLAP_MS = 24 * 3600 * 1000

/** What is sealed: the present secret, and the one before while it is still good. */
interface Secrets {
  current: string
  previous?: string
  /** Milliseconds since 1970. */
  previousUntil?: number
}

const fresh = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** A new webhook's secret, in clear for the one who made it and sealed for us. */
export const newSecret = (vault: Vault): { secret: string; sealed: Buffer } => {
  const secret = fresh()
  return { secret, sealed: vault.seal({ current: secret } satisfies Secrets) }
}

/** A secret that was sealed with a lost key can still be replaced. */
const readable = (vault: Vault, sealed: Buffer): Secrets | undefined => {
  try {
    return vault.open<Secrets>(sealed)
  } catch {
    return undefined
  }
}

/** Replaces the secret; the old one stays good until the moment that comes with it. */
export const rotated = (
  vault: Vault,
  sealed: Buffer,
  now: Date,
): { secret: string; sealed: Buffer; previousUntil: Date } => {
  const secret = fresh()
  const previousUntil = new Date(now.getTime() + OVERLAP_MS)
  const previous = readable(vault, sealed)?.current
  const kept: Secrets = {
    current: secret,
    ...(previous === undefined ? {} : { previous, previousUntil: previousUntil.getTime() }),
  }
  return { secret, sealed: vault.seal(kept), previousUntil }
}

/** Headers of a signed request (Standard Webhooks 1.0): one signature for each secret that is good now. */
export const signedHeaders = (
  vault: Vault,
  sealed: Buffer,
  message: { eventId: string; body: string },
  now: Date,
): Record<string, string> => {
  const { current, previous, previousUntil = 0 } = vault.open<Secrets>(sealed)
  const secrets = previous !== undefined && now.getTime() < previousUntil ? [current, previous] : [current]
  return {
    'webhook-id': message.eventId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets
      .map((secret) => new Webhook(secret).sign(message.eventId, now, message.body))
      .join(' '),
  }
}
