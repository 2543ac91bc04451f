import type { EndpointResponse } from '../channel.ts'
import { languageOf, refusals, type Refusal, type Words } from './words.ts'

/** A request that a visitor's screen may show the reason of. */
export class Refused extends Error {
  readonly status: number
  readonly code: Refusal
  readonly words: Words
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, code: Refusal, words?: Words, retryAfterSeconds?: number) {
    super(code)
    this.status = status
    this.code = code
    this.words = words ?? (refusals as Record<string, Words>)[code] ?? refusals['chat.invalid']
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The answer to a refused request: an RFC 9457 problem document in the language of the screen. */
export const refusal = (refused: Refused, wished: string | undefined): EndpointResponse => ({
  status: refused.status,
  headers: {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(refused.retryAfterSeconds === undefined ? {} : { 'retry-after': String(refused.retryAfterSeconds) }),
  },
  body: JSON.stringify({
    type: 'about:blank',
    title: refused.code,
    status: refused.status,
    code: refused.code,
    detail: refused.words[languageOf(wished, 'ja')],
    ...(refused.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: refused.retryAfterSeconds }),
  }),
})
