import type { Kernel } from '../../kernel/kernel.ts'
import type { Exchange } from '../../kernel/room.ts'

const NAME = 'madoguchi_session'
const DAY = 24 * 3600
const FOUND = new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]{43})(?:;|$)`)

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
