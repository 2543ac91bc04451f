import type * as oidc from 'openid-client'
import { demand, type Caller } from '../../../kernel/caller.ts'
import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { HttpRefused, HttpUnreachable, safeFetch, type Sentence } from '../../../kernel/http-client/index.ts'
import { connect } from './connect.ts'
import { explainSso } from './explain.ts'
import type { ProviderRow } from './queries.ts'
import { demandProvider } from './start-sso.ts'

/** One thing that was looked at. */
interface Step {
  title: Sentence
  state: 'ok' | 'note' | 'failed'
  text: Sentence | null
}

const step = (state: Step['state'], title: Sentence, text: Sentence | null = null): Step => ({
  title,
  state,
  text,
})

const TITLES = {
  reach: {
    en: 'Connection and issuer',
    ja: '接続と発行元',
  },
  code: { en: 'Authorization code and PKCE', ja: '認可コードとPKCE' },
  keys: { en: 'Keys for its signatures', ja: '署名を検証する鍵' },
  scopes: { en: 'Scopes', ja: '要求するスコープ' },
  out: { en: 'Signing out there', ja: 'プロバイダーでのサインアウト' },
}

const sentenceOf = (error: unknown): Sentence | undefined => {
  for (let one = error; one instanceof Error; one = one.cause)
    if (one instanceof HttpRefused || one instanceof HttpUnreachable) return one.sentence
  return undefined
}

/** Asks the provider how it works, and tells what fits and what does not. */
export const checkProvider = async (
  db: WorkspaceDb,
  caller: Caller,
  id: string,
): Promise<{ steps: Step[] }> => {
  demand(caller, 'access.write')
  const provider = await demandProvider(db, id)
  try {
    const server = (await connect(db.kernel, provider)).serverMetadata()
    return {
      steps: [
        step('ok', TITLES.reach),
        codeStep(server),
        await keysStep(db, server),
        ...others(provider, server),
      ],
    }
  } catch (error) {
    const { message } = explainSso(error, db.kernel.log)
    const text = sentenceOf(error) ?? { en: message, ja: `接続を確認できませんでした。${message}` }
    return { steps: [step('failed', TITLES.reach, text)] }
  }
}

const codeStep = (server: oidc.ServerMetadata): Step => {
  const { response_types_supported: types, code_challenge_methods_supported: methods } = server
  if (!server.authorization_endpoint || !server.token_endpoint || (types && !types.includes('code')))
    return step('failed', TITLES.code, {
      en: 'The provider does not offer sign-in with a code.',
      ja: 'プロバイダーが認可コードフローに対応していません。',
    })
  if (methods?.includes('S256')) return step('ok', TITLES.code)
  return step('note', TITLES.code, {
    en: 'The provider does not say that it checks PKCE. It is used all the same.',
    ja: 'プロバイダーはPKCEへの対応を公表していません。本製品からは常に使用します。',
  })
}

const keysStep = async (db: WorkspaceDb, { jwks_uri: address }: oidc.ServerMetadata): Promise<Step> => {
  const none = { en: 'The provider publishes no keys.', ja: 'プロバイダーが鍵を公開していません。' }
  if (!address) return step('failed', TITLES.keys, none)
  try {
    const answer = await safeFetch(address, {
      allowPrivate: db.kernel.config.privateNetwork,
      totalMs: 10_000,
    })
    const { keys } = JSON.parse(answer.body.toString()) as { keys?: unknown }
    return Array.isArray(keys) && keys.length > 0
      ? step('ok', TITLES.keys)
      : step('failed', TITLES.keys, none)
  } catch (error) {
    const said = error instanceof HttpRefused || error instanceof HttpUnreachable ? error.sentence : none
    return step('failed', TITLES.keys, said)
  }
}

const others = (
  { scopes, signsOut }: ProviderRow,
  { scopes_supported: known, end_session_endpoint: end }: oidc.ServerMetadata,
): Step[] => {
  const strange = known ? scopes.filter((scope) => !known.includes(scope)).join(', ') : ''
  const asked =
    strange === ''
      ? step('ok', TITLES.scopes)
      : step('note', TITLES.scopes, {
          en: `The provider does not list: ${strange}. It may refuse to sign in.`,
          ja: `プロバイダーの一覧にないスコープがあります：${strange}。サインインを拒否されることがあります。`,
        })
  if (!signsOut) return [asked]
  const missing = {
    en: 'The provider has no address for it: people are signed out here alone.',
    ja: 'プロバイダーにサインアウト用のアドレスがないため、サインアウトは本製品のみになります。',
  }
  return [asked, end ? step('ok', TITLES.out) : step('note', TITLES.out, missing)]
}
