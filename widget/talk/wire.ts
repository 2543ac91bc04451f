import { asText } from '../shared/keep.ts'
import type { Identity, Language } from '../shared/types.ts'

/** A file of a message. */
export interface WireFile {
  id: string
  name: string
  type: string
  size: number
}

/** A message as the product gives it; `key` is our own id of a message that this visitor sent. */
export interface WireMessage {
  id: string
  key: string | null
  from: 'customer' | 'agent'
  author: string
  text: string
  at: string
  files: WireFile[]
  state: 'sent' | 'delivered' | 'read' | null
}

/** What a window may know of its inbox. */
export interface TalkSettings {
  brand: string
  colour: string
  theme: 'light' | 'dark' | 'auto'
  title: Record<Language, string>
  opening: Record<Language, string>
  hours: Record<Language, string>
  /** When somebody is there again; null while somebody is, and where that is not said. */
  closedUntil: string | null
  askName: 'off' | 'optional' | 'required'
  askEmail: 'off' | 'optional' | 'required'
  attachments: boolean
  largestBytes: number
  sound: boolean
  mailReplies: boolean
}

/** The answer to opening a session. */
export interface Opened {
  session: string
  visitor: { id: string; signed: boolean; name?: string; email?: string }
  settings: TalkSettings
  messages: WireMessage[]
  /** There are more before them. */
  earlier: boolean
}

/** A frame of the live connection. */
export type WireFrame =
  | { type: 'message'; message: WireMessage }
  | { type: 'typing'; author: string }
  | { type: 'receipt'; id: string; state: 'delivered' | 'read' }
  | { type: 'fetch' }
  | { type: 'sent'; key: string }
  | { type: 'hello' }

/** A request that was answered with an error; `status` 0 when there was no answer at all. */
export class WireError extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, code: string, detail: string, retryAfterSeconds?: number) {
    super(detail)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** How long a request may take; an upload has longer. */
const PATIENCE_MS = 20_000
const UPLOAD_MS = 180_000

/** The product's endpoints for one inbox. */
export class Wire {
  readonly #address: string
  session = ''
  language: Language

  constructor(base: string, token: string, language: Language) {
    this.#address = `${base}/channels/chat/${encodeURIComponent(token)}`
    this.language = language
  }

  async open(session: string | undefined, identity: Identity | undefined): Promise<Opened> {
    const opened = await this.#json<Opened>('POST', '/sessions', { session, identity })
    this.session = opened.session
    return opened
  }

  /** The newest messages, or those before one of them. */
  thread(before?: string): Promise<Pick<Opened, 'messages' | 'earlier'>> {
    return this.#json('GET', '/thread', undefined, before)
  }

  post(message: object, files: readonly File[]): Promise<{ at: string }> {
    if (files.length === 0) return this.#json('POST', '/messages', message)
    const body = new FormData()
    body.append('message', JSON.stringify(message))
    for (const file of files) body.append('file', file, file.name)
    return this.#call('POST', '/messages', { body }, UPLOAD_MS).then((response) => response.json())
  }

  async read(upTo: string): Promise<void> {
    await this.#json('POST', '/read', { upTo })
  }

  async file(id: string): Promise<Blob> {
    const response = await this.#call('GET', `/files/${encodeURIComponent(id)}`, {}, UPLOAD_MS)
    return response.blob()
  }

  /** A live connection. The session stands among the protocols, so that no address and no log carries it. */
  socket(): WebSocket {
    return new WebSocket(`${this.#address.replace(/^http/, 'ws')}/live`, ['madoguchi', this.session])
  }

  async #json<T>(method: string, path: string, body?: object, before?: string): Promise<T> {
    const init = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await this.#call(method, path, init ?? {}, PATIENCE_MS, before)
    return (response.status === 204 ? undefined : await response.json()) as T
  }

  async #call(
    method: string,
    path: string,
    init: RequestInit,
    patience: number,
    before?: string,
  ): Promise<Response> {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), patience)
    let response: Response
    try {
      response = await fetch(
        `${this.#address}${path}?language=${this.language}${before ? `&before=${before}` : ''}`,
        {
          ...init,
          method,
          headers: {
            ...(init.headers as Record<string, string> | undefined),
            ...(this.session === '' ? {} : { 'x-madoguchi-visitor': this.session }),
          },
          // The shop's cookies are none of our business, and ours none of the shop's.
          credentials: 'omit',
          signal: stop.signal,
        },
      )
    } catch {
      throw new WireError(0, 'offline', '')
    } finally {
      clearTimeout(timer)
    }
    if (!response.ok) throw await refusalOf(response)
    return response
  }
}

const refusalOf = async (response: Response): Promise<WireError> => {
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const wait = Number(problem['retryAfterSeconds'] ?? response.headers.get('retry-after'))
  return new WireError(
    response.status,
    asText(problem['code']),
    asText(problem['detail']),
    wait > 0 ? wait : undefined,
  )
}
