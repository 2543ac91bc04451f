import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Account } from '../account.ts'
import { microsoftBase, microsoftScope, type OAuthSettings } from './token-endpoint.ts'

/** How long a person may take at the provider's pages; milliseconds. */
const patience = 15 * 60_000

/** Where the provider sends people back to, below our own address. Has to be registered with the provider. */
export const returnAddress = (publicUrl: string): string => `${publicUrl}/channels/email/oauth`

const sign = (account: Account, purpose: string, text: string): string =>
  createHmac('sha256', account.secrets.threadSecret).update(`oauth ${purpose}\n${text}`).digest('base64url')

/** The secret of one consent (RFC 7636): made from its state, so that nothing has to be kept meanwhile. */
export const verifierOf = (account: Account, state: string): string => sign(account, 'verifier', state)

/** What comes back with the answer: which inbox, until when, and our signature over both. */
const newState = (account: Account, now: number): string => {
  const text = `${account.token}.${(now + patience).toString(36)}.${randomBytes(9).toString('base64url')}`
  return `${text}.${sign(account, 'state', text)}`
}

/** Token of the inbox that a state claims to be for; nothing is proven yet. */
export const tokenIn = (state: string): string | undefined => /^([\w-]{8,100})\./.exec(state)?.[1]

/** True for a state that we made for this account and that has not ended. */
export const isOwnState = (account: Account, state: string, now: number): boolean => {
  const [, text = '', until = '', signature = ''] =
    /^([\w-]+\.([a-z0-9]+)\.[\w-]+)\.([\w-]+)$/.exec(state) ?? []
  const ours = Buffer.from(sign(account, 'state', text))
  const given = Buffer.from(signature)
  return (
    given.length === ours.length &&
    timingSafeEqual(given, ours) &&
    tokenIn(state) === account.token &&
    Number.parseInt(until, 36) > now
  )
}

/**
 * The provider's page on which a person lets us into the mailbox; undefined for accounts with a password. The person
 * comes back to `returnAddress` (RFC 6749, authorization code, with PKCE).
 */
export const consentUrl = (account: Account, publicUrl: string, now: number): string | undefined => {
  const { auth } = account.settings
  if (auth.kind !== 'oauth2') return undefined
  const state = newState(account, now)
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: auth.clientId,
    redirect_uri: returnAddress(publicUrl),
    login_hint: account.settings.address,
    state,
    code_challenge: createHash('sha256').update(verifierOf(account, state)).digest('base64url'),
    code_challenge_method: 'S256',
    ...ownParts(auth),
  })
  return `${pageOf(auth)}?${query}`
}

const pageOf = (auth: OAuthSettings): string =>
  auth.provider === 'google'
    ? 'https://accounts.google.com/o/oauth2/v2/auth'
    : `${microsoftBase(auth)}/authorize`

/** Google gives a refresh token only when it is asked for offline access and consent anew. */
const ownParts = (auth: OAuthSettings): Record<string, string> =>
  auth.provider === 'google'
    ? { scope: 'https://mail.google.com/', access_type: 'offline', prompt: 'consent' }
    : { scope: microsoftScope, response_mode: 'query' }
