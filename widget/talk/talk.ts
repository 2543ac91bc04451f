import { asText, type Keep } from '../shared/keep.ts'
import type { Identity, Language, Place } from '../shared/types.ts'
import { Connection } from './connection.ts'
import { Outbox } from './outbox.ts'
import { Sender } from './sender.ts'
import { mergeMessages, newKey, nothingYet, type TalkState } from './state.ts'
import { WireError, type Opened, type Wire, type WireFrame, type WireMessage } from './wire.ts'

/** What a talk needs of its page. */
export interface TalkServices {
  wire: Wire
  keep: Keep
  token: string
  place(): Place
  tell(event: string, detail?: unknown): void
  /** An answer arrived that nobody has seen yet. */
  rang(): void
}

const TYPING_SHOWN_MS = 6000
const TYPING_SENT_MS = 3000
/** The product needs a moment to put a message that it has accepted into the thread. */
const SETTLE_MS = 2500
const RETRY_MS = 5000

/** One visitor's talk: what it shows, and everything that can be done in it. */
export class Talk {
  readonly #services: TalkServices
  readonly #seen = new Set<string>()
  readonly #listeners = new Set<() => void>()
  readonly #sender: Sender
  #state: TalkState = nothingYet
  #identity: Identity | undefined
  #outbox: Outbox
  #connection: Connection | undefined
  #watched = false
  #typedAt = 0
  #typingTimer: ReturnType<typeof setTimeout> | undefined
  /** Counts sessions: an answer to an earlier one means nothing any more. */
  #run = 0

  constructor(services: TalkServices, identity: Identity | undefined) {
    this.#services = services
    this.#identity = identity
    this.#outbox = new Outbox(services.keep, `${this.#key}:outbox:nobody`)
    this.#sender = new Sender({
      outbox: () => this.#outbox,
      post: (key) => this.#post(key),
      changed: () => this.#set({}),
      sent: () => {
        this.#set({})
        setTimeout(() => this.#fetch(), SETTLE_MS)
      },
      ended: () => this.start(),
    })
    this.#set(this.#profile())
    this.start()
  }

  get state(): TalkState {
    return this.#state
  }

  get #key(): string {
    return `madoguchi:${this.#services.token}`
  }

  /** Calls back after every change; gives how to stop that. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Opens the session, or tries again. */
  start(): void {
    this.#run += 1
    const run = this.#run
    this.#connection?.stop()
    this.#connection = undefined
    this.#sender.stop()
    this.#set({ phase: 'loading', trouble: '' })
    this.#open().then(
      (opened) => {
        if (run === this.#run) this.#begin(opened)
      },
      (error: unknown) => {
        if (run !== this.#run) return
        const refused = error instanceof WireError && error.status >= 400 && error.status < 500
        this.#set({ phase: 'failed', trouble: refused ? error.message : '' })
        if (!refused) setTimeout(() => run === this.#run && this.start(), RETRY_MS)
      },
    )
  }

  /** The page says who its visitor is, or that nobody is signed in any more. */
  identify(identity: Identity | undefined): void {
    if (JSON.stringify(identity) === JSON.stringify(this.#identity)) return
    this.#identity = identity
    this.#outbox = new Outbox(this.#services.keep, `${this.#key}:outbox:nobody`)
    this.#set({ messages: [], earlier: false, typing: undefined, unread: 0, visitor: undefined })
    this.start()
  }

  speak(language: Language): void {
    this.#services.wire.language = language
    this.#set({})
  }

  /** Writes a message: it is kept at once and sent as soon as that is possible. */
  say(text: string, files: readonly File[] = []): void {
    this.#outbox.add({ key: newKey(), text: text.trim(), at: Date.now(), files, state: 'waiting' })
    this.#set({})
    this.#sender.hurry()
  }

  /** Sends a refused message again. */
  again(key: string): void {
    this.#outbox.change(key, { state: 'waiting', reason: '' })
    this.#set({})
    this.#sender.hurry()
  }

  /** Throws a refused message away. */
  discard(key: string): void {
    this.#outbox.remove(key)
    this.#set({})
  }

  introduce(name: string, email: string): void {
    this.#services.keep.set(`${this.#key}:profile`, JSON.stringify({ name, email }))
    this.#set({ name, email })
  }

  /** The visitor writes something. */
  typed(): void {
    if (Date.now() - this.#typedAt < TYPING_SENT_MS) return
    if (this.#connection?.send({ type: 'typing' })) this.#typedAt = Date.now()
  }

  /** The visitor looks at the messages, or not any more. */
  look(watched: boolean): void {
    this.#watched = watched
    if (watched) this.#connection?.hurry()
    this.#read()
  }

  /** Fetches what was said before everything that is shown. */
  earlier(): void {
    const run = this.#run
    const oldest = this.#state.messages.map(({ id }) => id).sort()[0]
    this.#services.wire.thread(oldest).then(
      ({ messages, earlier }) => {
        if (run !== this.#run) return
        this.#set({ earlier })
        this.#merge(messages, true)
      },
      () => undefined,
    )
  }

  file(id: string): Promise<Blob> {
    return this.#services.wire.file(id)
  }

  #profile(): { name: string; email: string } {
    try {
      const kept = JSON.parse(this.#services.keep.get(`${this.#key}:profile`) ?? '{}') as Record<
        string,
        unknown
      >
      return { name: asText(kept['name']), email: asText(kept['email']) }
    } catch {
      return { name: '', email: '' }
    }
  }

  async #open(): Promise<Opened> {
    const { wire, keep, tell } = this.#services
    wire.session = ''
    if (this.#identity) {
      try {
        return await wire.open(undefined, this.#identity)
      } catch (error) {
        if (!(error instanceof WireError) || error.code !== 'chat.identity') throw error
        // The shop's mistake, or a token that has ended: the visitor may still ask.
        tell('identity-refused')
        this.#identity = undefined
      }
    }
    const opened = await wire.open(keep.get(`${this.#key}:session`) ?? undefined, undefined)
    keep.set(`${this.#key}:session`, opened.session)
    return opened
  }

  #begin(opened: Opened): void {
    const { wire, keep } = this.#services
    this.#outbox = this.#outbox.movedTo(keep, `${this.#key}:outbox:${opened.visitor.id}`)
    const { settings, visitor, earlier } = opened
    this.#set({ phase: 'ready', settings, visitor, messages: [], earlier })
    this.#merge(opened.messages, true)
    this.#connection = new Connection({
      open: () => wire.socket(),
      catchUp: async () => {
        this.#merge((await wire.thread()).messages)
        this.#sender.hurry()
      },
      frame: (frame) => this.#receive(frame),
      link: (link) => this.#set({ link }),
      ended: () => this.start(),
    })
    this.#sender.hurry()
  }

  async #post(key: string): Promise<void> {
    const { wire, place } = this.#services
    const message = this.#outbox.messages.find((one) => one.key === key)
    if (!message) return
    if (this.#state.phase !== 'ready') throw new WireError(0, 'not-ready', '')
    const { text, at, files } = message
    const { name, email } = this.#state
    // Clocks differ; how long the message waited here does not.
    const waitedMs = Math.max(0, Date.now() - at)
    await wire.post({ id: key, text, waitedMs, language: wire.language, place: place(), name, email }, files)
  }

  #receive(frame: WireFrame): void {
    if (frame.type === 'message') this.#merge([frame.message])
    else if (frame.type === 'fetch') this.#fetch()
    else if (frame.type === 'typing') this.#typing(frame.author)
    else if (frame.type === 'receipt') {
      const { id, state } = frame
      this.#set({ messages: this.#state.messages.map((one) => (one.id === id ? { ...one, state } : one)) })
    } else if (frame.type === 'sent' && !this.#outbox.has(frame.key)) {
      // Another tab of the same visitor sent something.
      setTimeout(() => this.#fetch(), SETTLE_MS)
    }
  }

  #fetch(): void {
    const run = this.#run
    this.#services.wire.thread().then(
      ({ messages }) => {
        if (run === this.#run) this.#merge(messages)
      },
      () => undefined,
    )
  }

  #typing(author: string): void {
    clearTimeout(this.#typingTimer)
    this.#set({ typing: author })
    this.#typingTimer = setTimeout(() => this.#set({ typing: undefined }), TYPING_SHOWN_MS)
  }

  #merge(news: readonly WireMessage[], first = false): void {
    const { messages, fresh } = mergeMessages(this.#state.messages, news)
    const answers = fresh.filter(({ from }) => from === 'agent')
    this.#outbox.settle(new Set(messages.flatMap(({ key }) => (key === null ? [] : [key]))))
    this.#set({ messages, ...(answers.length > 0 ? { typing: undefined } : {}) })
    this.#read()
    if (first || answers.length === 0) return
    for (const { text, author } of answers) this.#services.tell('message', { text, author })
    if (!this.#watched || document.hidden) this.#services.rang()
  }

  /** Tells the product what the visitor has seen, or counts what they have not. */
  #read(): void {
    const unseen = this.#state.messages.filter(
      ({ id, from, state }) => from === 'agent' && state !== 'read' && !this.#seen.has(id),
    )
    const newest = unseen
      .map(({ id }) => id)
      .sort()
      .at(-1)
    const sees = newest !== undefined && this.#watched && !document.hidden
    this.#set({ unread: sees ? 0 : unseen.length })
    if (!sees) return
    for (const { id } of unseen) this.#seen.add(id)
    if (this.#connection?.send({ type: 'read', upTo: newest })) return
    this.#services.wire.read(newest).catch(() => {
      for (const { id } of unseen) this.#seen.delete(id)
    })
  }

  #set(change: Partial<TalkState>): void {
    this.#state = { ...this.#state, ...change, outgoing: this.#outbox.messages }
    for (const listener of this.#listeners) listener()
  }
}
