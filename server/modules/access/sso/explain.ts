import * as oidc from 'openid-client'
import { errorText, forbidden, unavailable, unauthenticated, type AppError } from '../../../kernel/errors.ts'
import { HttpRefused, HttpUnreachable } from '../../../kernel/http-client/index.ts'
import type { Log } from '../../../kernel/log.ts'

const chain = (error: unknown): unknown[] => {
  const found: unknown[] = []
  for (let one = error; one instanceof Error && found.length < 6; one = one.cause) found.push(one)
  return found
}

/** What a provider said in its own words, short and on one line: it reaches a log and a page. */
const short = (text: unknown): string =>
  typeof text === 'string'
    ? text
        .replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, ' ')
        .trim()
        .slice(0, 200)
    : ''

/** A provider that can't be reached, or answers what no provider does. */
const away = (why: string): AppError =>
  unavailable(
    'access.sso-unreachable',
    `The sign-in provider can’t be reached: ${why} Try again in a moment.`,
  )

/** What its configuration here and there does not agree on; only an owner can mend it. */
const misfit = (why: string): AppError =>
  forbidden(
    'access.sso-setup',
    `Single sign-on is not set up right (${why}). Ask an owner to check it in the settings.`,
  )

const untrusted = (why: string): AppError =>
  unauthenticated(
    'access.sso-untrusted',
    `The provider’s answer could not be trusted (${why}). Sign in again; if it stays so, tell an owner.`,
  )

/** They said no to the person, before any token: not assigned, cancelled, asked to do something first. */
const refused = (code: string, description: string): AppError =>
  forbidden(
    'access.sso-refused',
    `The provider did not let you in (${[code, description].filter(Boolean).join(': ')}). Ask whoever manages it.`,
  )

const CONFIGURATION = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_request',
  'invalid_scope',
  'redirect_uri_mismatch',
  'unsupported_grant_type',
  'unsupported_response_type',
])

/** What the provider answered instead of a token or a code. */
const saidNo = (code: string, description: string): AppError => {
  if (code === 'temporarily_unavailable' || code === 'server_error') return away(`it says ${code}.`)
  if (CONFIGURATION.has(code)) return misfit([code, short(description)].filter(Boolean).join(': '))
  if (code === 'invalid_grant') return untrusted('the code was used already, or took too long')
  return refused(short(code), short(description))
}

/** Says in a plain sentence why a provider did not work out; the whole error goes to the log. */
export const explainSso = (error: unknown, log: Log): AppError => {
  const errors = chain(error)
  log.info({ error: errors.map(errorText).join(' < ') }, 'single sign-on failed')
  const find = <T>(kind: abstract new (...args: never[]) => T): T | undefined =>
    errors.find((one) => one instanceof kind) as T | undefined
  const stopped = find(HttpUnreachable) ?? find(HttpRefused)
  if (stopped) return away(stopped.sentence.en)
  const answer = find(oidc.AuthorizationResponseError) ?? find(oidc.ResponseBodyError)
  if (answer) return saidNo(answer.error, answer.error_description ?? '')
  const said = errors.map((one) => (one as { code?: unknown }).code)
  if (said.includes('OAUTH_JWT_TIMESTAMP_CHECK_FAILED'))
    return untrusted('its clock and ours are more than two minutes apart, or it came too late')
  if (said.includes('OAUTH_RESPONSE_IS_NOT_JSON')) return away('its answer is not what a provider answers.')
  if (said.includes('OAUTH_RESPONSE_IS_NOT_CONFORM')) return away('it answers with an error.')
  if (said.includes('OAUTH_MISSING_SERVER_METADATA')) return misfit('the provider does not say where to go')
  if (said.includes('OAUTH_HTTP_REQUEST_FORBIDDEN')) return misfit('its address is not https')
  return untrusted(short(errors.map(errorText).at(-1)) || 'it can’t be read')
}
