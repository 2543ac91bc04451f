import { type HttpUnreachable, safeFetch } from '../../../kernel/http-client/index.ts'
import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import type { Words } from '../words.ts'

/** Settings of an account that signs in by OAuth2. */
export type OAuthSettings = Extract<Account['settings']['auth'], { kind: 'oauth2' }>

/** Microsoft wants the scope named at every step; `offline_access` gives the refresh token. */
export const microsoftScope =
  'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access'

/** Base of Microsoft's addresses for a directory. */
export const microsoftBase = ({ tenant }: OAuthSettings): string =>
  `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0`

const tokenUrl = (auth: OAuthSettings): string => {
  if (auth.tokenUrl) return auth.tokenUrl
  return auth.provider === 'google' ? 'https://oauth2.googleapis.com/token' : `${microsoftBase(auth)}/token`
}

/** The provider's token service gave no answer at all. */
export class TokenUnreachable extends Error {
  readonly words: Words

  constructor(words: Words) {
    super(words.en)
    this.words = words
  }
}

/** Asks the provider's token service. The answer is foreign: its JSON may be anything. Throws `TokenUnreachable`. */
export const askForToken = async (
  auth: OAuthSettings,
  fields: Record<string, string>,
  host: ChannelHost,
): Promise<{ status: number; json: unknown }> => {
  const answer = await safeFetch(tokenUrl(auth), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(fields).toString(),
    allowPrivate: host.allowPrivateNetwork === true,
  }).catch((error: unknown) => {
    throw new TokenUnreachable((error as HttpUnreachable).sentence)
  })
  return { status: answer.status, json: parseJson(answer.body) }
}

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
