import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { Client, type Dispatcher } from 'undici'
import { HttpRefused } from './errors.ts'
import { explainFailure } from './explain-failure.ts'
import { findTarget, type Resolve, type Target } from './find-target.ts'

/** A request to an address that a person typed. Times are milliseconds. */
export interface SafeRequest {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string | Buffer
  /** Lets networks of the operator's own be called: `config.privateNetwork`. */
  allowPrivate?: boolean
  /** Until the connection stands; 10 s. */
  connectMs?: number
  /** Until the answer begins, and between two pieces of it; 15 s. */
  idleMs?: number
  /** For everything together, however slowly it drips; 30 s. */
  totalMs?: number
  /** Largest body of an answer in bytes; 1 MB. */
  maxBytes?: number
  /** Takes the beginning of a larger body instead of refusing it. */
  cut?: boolean
  /** Redirects that are followed, each checked like the first address; 0. GET and HEAD only. */
  redirects?: number
  signal?: AbortSignal
}

/** An answer, whatever its status. Several headers of one name are joined with commas. */
export interface SafeResponse {
  /** The address that answered. */
  url: string
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** What tests replace: how names are resolved, and which authorities are trusted. */
export interface SafeParts {
  resolve?: Resolve
  ca?: string
}

/** Gives the checked addresses for whatever name is asked: the connection can't go anywhere else (DNS rebinding). */
const pinned =
  (addresses: readonly string[]): LookupFunction =>
  (_host, options, done) => {
    const all = addresses.map((address) => ({ address, family: isIP(address) }))
    const first = all.find(({ family }) => !options.family || options.family === family) ?? all[0]
    if (options.all) done(null, all)
    else done(null, first?.address ?? '', first?.family)
  }

const readBody = async (
  response: Dispatcher.ResponseData,
  most: number,
  cut: boolean,
  host: string,
): Promise<Buffer> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response.body) {
    parts.push(part as Buffer)
    size += (part as Buffer).length
    if (size <= most) continue
    if (cut) break
    throw new HttpRefused('too-large', {
      en: `The answer of ${host} is larger than ${Math.floor(most / 1024)} kB, which is the most that is taken.`,
      ja: `${host} の応答が上限の ${Math.floor(most / 1024)} kB を超えています。`,
    })
  }
  return Buffer.concat(parts).subarray(0, most)
}

const joinHeaders = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]))

const ask = async (
  { url, addresses }: Target,
  request: SafeRequest,
  signal: AbortSignal,
  ca: string | undefined,
): Promise<SafeResponse> => {
  const { method = 'GET', connectMs = 10_000, idleMs = 15_000, maxBytes = 1024 * 1024 } = request
  // One connection, made for this request and closed after it: nothing is left over for the next name to share.
  const client = new Client(url.origin, {
    connect: { lookup: pinned(addresses), timeout: connectMs, ...(ca ? { ca } : {}) },
    allowH2: false,
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
  })
  try {
    const response = await client.request({
      method,
      path: url.pathname + url.search,
      headers: { 'accept-encoding': 'identity', 'user-agent': 'Madoguchi', ...request.headers },
      body: request.body ?? null,
      signal,
    })
    const body = await readBody(response, maxBytes, request.cut ?? false, url.hostname)
    return { url: url.href, status: response.statusCode, headers: joinHeaders(response.headers), body }
  } finally {
    // Not waited for: an answer that still drips would hold us up.
    client.destroy().catch(() => undefined)
  }
}

const nextOf = ({ status, headers }: SafeResponse, base: URL): string | undefined => {
  const { location } = headers
  if (![301, 302, 303, 307, 308].includes(status) || !location) return undefined
  return URL.canParse(location, base.href) ? new URL(location, base).href : location
}

const tooManyRedirects = (): HttpRefused =>
  new HttpRefused('redirect', {
    en: 'The address sends from one to the next without end. Give the address where it ends.',
    ja: 'リダイレクトが多すぎます。最終的なアドレスを指定してください。',
  })

/**
 * Asks an address that people typed (webhooks, remote pictures, mail providers): http and https only, no credentials
 * in it, every address of the name checked against private, loopback, link-local, multicast, reserved and cloud
 * metadata ranges after DNS, and the connection pinned to what was checked. Redirects come back as they are unless
 * `redirects` allows some, each checked anew and without our headers once it leaves the origin.
 * Throws `HttpRefused` (final) or `HttpUnreachable` (try later); both carry a sentence for people.
 */
export const safeFetch = async (
  address: string,
  request: SafeRequest = {},
  parts: SafeParts = {},
): Promise<SafeResponse> => {
  const deadline = AbortSignal.timeout(request.totalMs ?? 30_000)
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline
  const { method = 'GET', redirects = 0 } = request
  const mayFollow = redirects > 0 && (method === 'GET' || method === 'HEAD')
  let headers = request.headers
  let next = address
  for (let hop = 0; ; hop += 1) {
    const target = await findTarget(next, request.allowPrivate ?? false, parts.resolve)
    const response = await ask(target, { ...request, headers }, signal, parts.ca).catch((error) => {
      throw explainFailure(error, target.url.hostname, request.signal?.aborted ?? false)
    })
    const location = mayFollow ? nextOf(response, target.url) : undefined
    if (location === undefined) return response
    if (hop >= redirects) throw tooManyRedirects()
    if (!URL.canParse(location) || new URL(location).origin !== target.url.origin) headers = harmless(headers)
    next = location
  }
}

/** What may be shown to another origin than the one that was asked. */
const harmless = (headers: SafeRequest['headers']): SafeRequest['headers'] =>
  Object.fromEntries(
    Object.entries(headers ?? {}).filter(([name]) => /^(accept|accept-language)$/i.test(name)),
  )
