import { z } from 'zod'
import type { Access, ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import { secretsShape } from '../settings.ts'
import { quoteServer, type Words } from '../words.ts'
import { askForToken, microsoftScope, type OAuthSettings, type TokenUnreachable } from './token-endpoint.ts'

const limited: Words = {
  en: 'The provider gave this access for a limited time. Connect the mailbox again in the inbox settings before it ends.',
  ja: 'プロバイダーから期限付きで許可されています。期限までに、窓口の設定から接続し直してください。',
}

/**
 * What ends a permission, by the providers' own documentation: Google after six months without use, Microsoft after 90 days
 * without use; both when a password or a policy changes.
 */
const endings: Record<OAuthSettings['provider'], Words> = {
  google: {
    en: 'Google names no end date. Access is renewed automatically and ends only if it is revoked, the password changes or it is unused for six months.',
    ja: 'Googleは有効期限を示していません。アクセス許可は自動で更新され、取り消し・パスワードの変更・6か月間の未使用で失効します。',
  },
  microsoft: {
    en: 'Microsoft names no end date. Access is renewed automatically and ends only if it is revoked, the password or a policy changes, or it is unused for 90 days. Note when the app’s client secret expires: it is not reported here.',
    ja: 'Microsoftは有効期限を示していません。アクセス許可は自動で更新され、取り消し・パスワードやポリシーの変更・90日間の未使用で失効します。アプリのクライアントシークレットの期限はここには表示されないため、別途ご確認ください。',
  },
}

/** Why there is no token. `refused`: the provider ended the permission, a person has to sign in again. */
export class TokenFailure extends Error {
  readonly refused: boolean
  readonly words: Words

  constructor(refused: boolean, words: Words) {
    super(words.en)
    this.refused = refused
    this.words = words
  }
}

const tokenShape = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().default(3600),
  refresh_token: z.string().optional(),
  /** Google says so of permissions that were given for a time. */
  refresh_token_expires_in: z.coerce.number().positive().optional().catch(undefined),
})
const errorShape = z.object({ error: z.string(), error_description: z.string().optional() })

/** What an inbox keeps of its permission. */
const keptShape = secretsShape.pick({ clientSecret: true, refreshToken: true, access: true })
type Kept = z.infer<typeof keptShape>

interface Cached {
  token: string
  /** Milliseconds since 1970; a fresh one is fetched this long before the provider's end. */
  until: number
  /** The refresh token that was kept then, and the one to go on with: keeping that may have failed. */
  before: string
  next: string
  /** Refresh tokens in the settings of those who may use it: with another one, a person may have connected the mailbox anew. */
  known: string[]
}

const early = 5 * 60_000
const cache = new Map<string, Cached>()
const pending = new Map<string, Promise<string>>()

/** What the provider gave last, here or in another process; not what was refused since, or has ended. */
const lastGiven = ({ access, refreshToken }: Kept, mine: Cached | undefined): Cached | undefined => {
  if (!access || !refreshToken || access.refreshToken !== refreshToken) return undefined
  const same = access.token === mine?.token ? mine : undefined
  const until = same?.until ?? access.until
  if (until <= Date.now()) return undefined
  const known = [...(same?.known ?? []), refreshToken]
  return { token: access.token, until, before: refreshToken, next: refreshToken, known }
}

const signInAgain = (said: string): Words => ({
  en: `Access to this mailbox has expired. Connect it again in the inbox settings; no history is lost. (Provider: ${said})`,
  ja: `このメールボックスへのアクセス許可が失効しました。窓口の設定から接続し直してください（履歴は失われません）。（プロバイダーの応答: ${said}）`,
})

const unreachable = (said: string): Words => ({
  en: `The provider’s sign-in service gave no usable response. It is retried automatically. (${said})`,
  ja: `プロバイダーの認証サービスから正常な応答がありませんでした。自動的に再試行します。（${said}）`,
})

const notRead: Words = {
  en: 'The permission for this mailbox could not be read or kept. It is retried automatically.',
  ja: 'このメールボックスのアクセス許可を読み込みまたは保存できませんでした。自動的に再試行します。',
}

const noTurn: Words = {
  en: 'Another process is still waiting for the provider to renew access to this mailbox. It is retried automatically.',
  ja: '別のプロセスがこのメールボックスのアクセス許可を更新しており、プロバイダーの応答を待っています。自動的に再試行します。',
}

/** Asks the provider, by what is kept at last: whoever calls may have read the settings long ago. */
const ask = async (
  account: Account,
  auth: OAuthSettings,
  host: ChannelHost,
  { clientSecret, refreshToken }: Kept,
): Promise<{ fresh: Cached; access: Access }> => {
  if (!refreshToken) throw new TokenFailure(true, signInAgain('no refresh token'))
  const mine = cache.get(account.id)
  const fields = {
    grant_type: 'refresh_token',
    client_id: auth.clientId,
    refresh_token: mine?.before === refreshToken ? mine.next : refreshToken,
    ...(clientSecret ? { client_secret: clientSecret } : {}),
    ...(auth.provider === 'microsoft' ? { scope: microsoftScope } : {}),
  }
  const { status, json } = await askForToken(auth, fields, host).catch((error: unknown) => {
    throw new TokenFailure(false, (error as TokenUnreachable).words)
  })
  const token = tokenShape.safeParse(json)
  if (status !== 200 || !token.success) throw failureOf(status, json)
  const { access_token, expires_in, refresh_token, refresh_token_expires_in } = token.data
  return {
    fresh: {
      token: access_token,
      until: Date.now() + expires_in * 1000 - early,
      before: refreshToken,
      // Microsoft changes the refresh token at every use; others take each of them only once.
      next: refresh_token ?? fields.refresh_token,
      known: [refreshToken, refresh_token ?? fields.refresh_token],
    },
    access: accessOf(auth, refresh_token_expires_in),
  }
}

const refresh = async (account: Account, auth: OAuthSettings, host: ChannelHost): Promise<string> => {
  let access: Access | undefined
  const remember = (given: Cached): void =>
    void cache.set(account.id, { ...given, known: [...given.known, account.secrets.refreshToken ?? ''] })
  const renew = async (secrets: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> => {
    const kept = keptShape.parse(secrets)
    const given = lastGiven(kept, cache.get(account.id))
    if (given) remember(given)
    if (given) return {}
    const asked = await ask(account, auth, host, kept)
    remember(asked.fresh)
    access = asked.access
    const { token, until, next } = asked.fresh
    return { refreshToken: next, access: { token, until, refreshToken: next } }
  }
  const hadTurn = await host.renewSecrets(account, renew).catch((error: unknown) => {
    throw error instanceof TokenFailure ? error : new TokenFailure(false, notRead)
  })
  if (!hadTurn) throw new TokenFailure(false, noTurn)
  if (access)
    await host
      .reportAccess(account, access)
      // It is for people to look at: mail goes on without it.
      .catch(() => host.log.warn({ inbox: account.id }, 'The state of a permission could not be kept'))
  return cache.get(account.id)?.token ?? ''
}

/** When the permission ends, where the provider says so; none of them does for one without a fixed time. */
const accessOf = (auth: OAuthSettings, seconds: number | undefined): Access => ({
  renewedAt: new Date(),
  ...(seconds === undefined ? {} : { endsAt: new Date(Date.now() + seconds * 1000) }),
  words: seconds === undefined ? endings[auth.provider] : limited,
})

/** What differs from one answer to the next and tells people nothing: Microsoft's trace and correlation ids, and times. */
const passing = /\s*\b(?:trace id|correlation id|timestamp):\s*\S+(?:\s+\d\d:\d\d:\d\dZ?)?/gi

const failureOf = (status: number, json: unknown): TokenFailure => {
  const error = errorShape.safeParse(json)
  const said = error.success
    ? quoteServer(`${error.data.error} ${error.data.error_description ?? ''}`.replaceAll(passing, ''))
    : `HTTP ${status}`
  const final =
    error.success &&
    /^(?:invalid_grant|invalid_client|unauthorized_client|invalid_scope)$/.test(error.data.error)
  return new TokenFailure(final, final ? signInAgain(said) : unreachable(said))
}

/** The account's token is not used again: the server refused it before its time. */
export const forgetToken = (account: Account): void => {
  const cached = cache.get(account.id)
  if (cached) cache.set(account.id, { ...cached, until: 0 })
}

/**
 * An access token for IMAP and SMTP, kept in memory and fetched anew five minutes before its end; simultaneous
 * callers share one request, and all processes what came of it. Undefined for accounts with a password. Throws
 * `TokenFailure`.
 */
export const accessToken = async (account: Account, host: ChannelHost): Promise<string | undefined> => {
  const { auth } = account.settings
  if (auth.kind !== 'oauth2') return undefined
  const cached = cache.get(account.id)
  if (cached && cached.until > Date.now() && cached.known.includes(account.secrets.refreshToken ?? ''))
    return cached.token
  const running = pending.get(account.id)
  if (running) return running
  const fresh = refresh(account, auth, host).finally(() => pending.delete(account.id))
  pending.set(account.id, fresh)
  return fresh
}
