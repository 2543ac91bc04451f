import { z } from 'zod'
import type { ChannelHost, Endpoint, EndpointResponse } from '../../channel.ts'
import { type Account, accountOf } from '../account.ts'
import { quoteServer, say, type Words } from '../words.ts'
import { forgetToken } from './access-token.ts'
import { isOwnState, returnAddress, tokenIn, verifierOf } from './consent.ts'
import { askForToken, TokenUnreachable } from './token-endpoint.ts'

const answerShape = z.object({ refresh_token: z.string().min(1).max(10_000) })
const errorShape = z.object({ error: z.string(), error_description: z.string().optional() })

const unknownReturn: Words = {
  en: 'This connection could not be found, or it took longer than 15 minutes. Go back to the inbox settings and connect again.',
  ja: '接続の手続きが見つからないか、15分以上経過しています。窓口の設定に戻り、もう一度接続してください。',
}

const refused = (said: string): Words => ({
  en: `The provider did not grant access: ${said}. Go back to the inbox settings and try again.`,
  ja: `プロバイダーで接続が許可されませんでした（${said}）。窓口の設定に戻り、もう一度お試しください。`,
})

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`)

const page = (status: number, language: string, words: Words): EndpointResponse => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  },
  body: `<!doctype html><html lang="${language.startsWith('ja') ? 'ja' : 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Madoguchi</title><style>body{max-width:36em;margin:12vh auto;padding:0 1em;font:1rem/1.7 system-ui,sans-serif;color-scheme:light dark}</style><p>${escaped(say(language, words))}</p></html>`,
})

/** Exchanges the provider's code for the token that is kept. Gives why not, in words. */
const keepPermission = async (
  account: Account,
  code: string,
  state: string,
  host: ChannelHost,
): Promise<Words | undefined> => {
  const { auth } = account.settings
  if (auth.kind !== 'oauth2') return unknownReturn
  const { clientSecret } = account.secrets
  const fields = {
    grant_type: 'authorization_code',
    client_id: auth.clientId,
    code,
    redirect_uri: returnAddress(host.publicUrl),
    code_verifier: verifierOf(account, state),
    ...(clientSecret ? { client_secret: clientSecret } : {}),
  }
  try {
    const { status, json } = await askForToken(auth, fields, host)
    const answer = answerShape.safeParse(json)
    if (status === 200 && answer.success) {
      await host.keepSecret?.(account, 'refreshToken', answer.data.refresh_token)
      forgetToken(account)
      return undefined
    }
    const error = errorShape.safeParse(json).data
    return refused(quoteServer(error ? `${error.error} ${error.error_description ?? ''}` : `HTTP ${status}`))
  } catch (error) {
    if (error instanceof TokenUnreachable) return error.words
    throw error
  }
}

/**
 * `GET /oauth`: a person comes back from the provider. Who began is proven by our own state, which only an owner gets;
 * the token is kept and the person goes on to the inbox's page, which checks the connection.
 */
export const finishConsent: Endpoint = {
  method: 'GET',
  path: '/oauth',
  perMinute: 30,
  async handle({ query }, host) {
    const state = query['state'] ?? ''
    const token = tokenIn(state)
    const inbox = token ? await host.inboxByToken('email', token) : undefined
    const account = inbox && accountOf(inbox)
    if (!account || !isOwnState(account, state, Date.now())) return page(400, 'ja', unknownReturn)
    const { code } = query
    const said = query['error_description'] ?? query['error'] ?? 'no code'
    const trouble = code ? await keepPermission(account, code, state, host) : refused(quoteServer(said))
    if (trouble) return page(502, account.language, trouble)
    return {
      status: 303,
      headers: {
        location: `${host.publicUrl}/settings/inboxes/${account.id}?check=1`,
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      },
    }
  },
}
