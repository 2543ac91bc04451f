import type { Kernel } from '../../kernel/kernel.ts'
import type { Exchange } from '../../kernel/room.ts'
import { newToken, sameText, sha256 } from '../../kernel/secrets/index.ts'

const NAME = 'madoguchi_session'
/** Tells the browser that began something elsewhere from every other one. */
const BROWSER = 'madoguchi_browser'
const BROWSER_SECONDS = 15 * 60
const DAY = 24 * 3600
const FOUND = new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]{43})(?:;|$)`)

const BROWSER_FOUND = new RegExp(`(?:^|;\\s*)${BROWSER}=([\\w-]{43})(?:;|$)`)

/** The session's token that a request carries, if any. */
export const sessionToken = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): string | undefined => {
  const { cookie } = headers
  return typeof cookie === 'string' ? FOUND.exec(cookie)?.[1] : undefined
}

const options = (kernel: Kernel) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: kernel.publicUrl.startsWith('https:') }) as const

/** Hands the session's token to the browser, for 30 days from now. */
export const setSessionCookie = (http: Exchange, kernel: Kernel, token: string): void => {
  http.reply.setCookie(NAME, token, { ...options(kernel), maxAge: 30 * DAY })
}

/** Takes the session's token back from the browser. */
export const clearSessionCookie = (http: Exchange, kernel: Kernel): void => {
  http.reply.clearCookie(NAME, options(kernel))
}

const browserToken = ({ request }: Exchange): string | undefined => {
  const { cookie } = request.headers
  return typeof cookie === 'string' ? BROWSER_FOUND.exec(cookie)?.[1] : undefined
}

/** Gives the browser a name of its own for a quarter of an hour, or keeps the one that it has; SHA-256 of it, base64. */
export const keepBrowser = (http: Exchange, kernel: Kernel): string => {
  const token = browserToken(http) ?? newToken()
  http.reply.setCookie(BROWSER, token, { ...options(kernel), maxAge: BROWSER_SECONDS })
  return sha256(token).toString('base64')
}

/** True for the browser whose name was kept. */
export const browserIs = (http: Exchange, kept: string): boolean => {
  const token = browserToken(http)
  return token !== undefined && sameText(sha256(token).toString('base64'), kept)
}
