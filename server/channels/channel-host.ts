import type { Readable } from 'node:stream'
import type { Log } from '../kernel/log.ts'
import type { Sentence } from '../kernel/http-client/index.ts'
import type { ArrivalFile, CustomerMessage, InboxAccount } from './channel-messages.ts'

/** An island's public HTTP endpoint below `/channels/<channel>`; the path is Fastify syntax. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  /** Cross-origin: true lets any page call it (the widget on the shop's page). */
  cors?: boolean
  bodyLimit?: number
  /** Most requests a minute from one address; offices share one, so an island counts its visitors by itself. */
  perMinute?: number
  handle(request: EndpointRequest, host: ChannelHost): Promise<EndpointResponse>
}

/** What an endpoint takes of a multipart body; more is refused (413) and not kept in memory. */
export interface PartLimits {
  files: number
  /** Of one file; of a longer one only the beginning comes, with `cut`. */
  fileBytes: number
  /** Of all files together. */
  totalBytes: number
  /** Asked with the fields that stand before the first file: when it says no, no file is kept, and all come as `cut`. */
  wantsFiles?(fields: Readonly<Record<string, string>>): boolean
}

/** A file of a multipart body. */
export interface SentFile extends ArrivalFile {
  /** The name under which it was sent. */
  field: string
  /** It is not whole, since it is longer than the limit or was not wanted: it must not be taken. */
  cut: boolean
}

/** What a multipart body held. */
export interface SentParts {
  fields: Record<string, string>
  files: SentFile[]
}

/** A request at an island's endpoint. `raw` is the body as bytes, for signatures. */
export interface EndpointRequest {
  params: Record<string, string>
  query: Record<string, string>
  headers: Record<string, string | string[] | undefined>
  raw: Buffer
  /** Parsed JSON when the content type says so; undefined otherwise. */
  json: unknown
  /** Fields and files of a multipart body, no more of them than the limits allow. */
  multipart(limits: PartLimits): Promise<SentParts>
  ip: string
  /** What stands for the client where things are counted: an IPv4 address, or the /64 of an IPv6 one. */
  network: string
  url: string
}

/** What an endpoint answers. Objects become JSON. */
export interface EndpointResponse {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer | Readable | object
}

/** A customer's screen that shows a thread. */
export interface ThreadScreen {
  threadKey: string
  /**
   * The mail address that the channel has proof of. A thread may go on by mail with whoever has the address that somebody
   * typed: without proof only what came through this inbox, and what answers that, is shown.
   */
  provenEmail?: string
}

/** Something that lies at the provider and could not be fetched after many tries. */
export interface Gap {
  /** The island's own name for it, 200 characters at most. */
  key: string
  /** What the other side said. */
  reason: string
  attempts: number
  /** When it came in at the provider, where that is known. */
  arrivedAt?: Date
}

/** The list of what could not be fetched: people see it, ask for another try, or dismiss it. */
export interface Gaps {
  /** Adds gaps, or notes that another try of them failed. */
  note(inbox: InboxAccount, gaps: readonly Gap[]): Promise<void>
  /** Those that somebody asked to be fetched again; `refresh` is called when somebody does. */
  wanted(inbox: InboxAccount): Promise<Gap[]>
  /** All that nobody dealt with. */
  open(inbox: InboxAccount): Promise<Gap[]>
  /** Says what became of gaps: fetched, not there any more, or looked for anew under other keys. */
  settle(
    inbox: InboxAccount,
    keys: readonly string[],
    outcome: 'fetched' | 'gone' | 'renumbered',
  ): Promise<void>
}

/** How far an island has come with reading what lies at its provider. */
export interface Reading {
  /** Of what lay there when it began; absent once all of that is read. */
  backfill?: { done: number; total: number }
  /** How many messages are known to wait there besides, and when the oldest of them came in. */
  waiting: number
  oldestAt?: Date
}

/** The permission by which an island signs in, where it is not a password. */
export interface Access {
  renewedAt: Date
  /** Where the provider says when it ends. */
  endsAt?: Date
  /** What is known of its end, for people. */
  words: Sentence
}

/** What the product offers to islands. Everything is scoped to the inbox that is passed. */
export interface ChannelHost {
  readonly log: Log
  /** Public address of this installation without a trailing slash. */
  readonly publicUrl: string
  readonly maxUploadBytes: number
  /** True when islands may connect to hosts inside private networks (a mail server next door). Absent: they may not. */
  readonly allowPrivateNetwork?: boolean
  /** Port on which the built-in SMTP receiver listens; absent: it does not. */
  readonly smtpInPort?: number
  /**
   * Certificate and key (PEM) that the receiver shows for STARTTLS, read anew each time, since certificates are renewed.
   * Throws where they can't be read. Absent: it offers no encryption.
   */
  smtpInTls?(): { cert: string; key: string }
  /** The inbox behind a public token, or undefined. */
  inboxByToken(channel: string, token: string): Promise<InboxAccount | undefined>
  /**
   * Whether an inbox of the channel has this token or one of these addresses, also one that is paused or can't be used
   * just now: what comes for it is asked to come again, and not sent back for good.
   */
  knows(channel: string, name: { token: string; addresses: readonly string[] }): Promise<boolean>
  /** When the inbox opens again by its calendar; undefined while it is open, and where it never does. */
  closedUntil(inbox: InboxAccount): Promise<Date | undefined>
  /** Connected inboxes of a channel in all workspaces. */
  inboxes(channel: string): Promise<InboxAccount[]>
  /**
   * Keeps what arrived; resolves only when it is durable. The same external id again is a no-op ('known').
   * Nothing may be acknowledged to the outside before this resolves.
   */
  accept(inbox: InboxAccount, raw: Buffer, externalId: string): Promise<'kept' | 'known'>
  /**
   * The newest messages of a thread, oldest first, as this screen may show them; `before`: those below that message.
   * `earlier`: there are more below them.
   */
  thread(
    inbox: InboxAccount,
    screen: ThreadScreen,
    before?: string,
  ): Promise<{ messages: CustomerMessage[]; earlier: boolean }>
  /** A file of that thread, or undefined. */
  threadFile(
    inbox: InboxAccount,
    screen: ThreadScreen,
    fileId: string,
  ): Promise<{ name: string; type: string; size: number; open(): Readable } | undefined>
  /** Tells the agents that the customer types, or has read up to a message. Not kept (typing) or kept as a receipt (read). */
  customerTyping(inbox: InboxAccount, threadKey: string): void
  customerRead(inbox: InboxAccount, screen: ThreadScreen, upTo: string): Promise<void>
  /** State that the island keeps per inbox: cursors. Values are JSON. */
  readState<T>(inbox: InboxAccount, key: string): Promise<T | undefined>
  writeState(inbox: InboxAccount, key: string, value: unknown): Promise<void>
  /** Replaces one of the inbox's secrets, since a person let us in anew: everybody who uses the inbox looks again. */
  keepSecret?(inbox: InboxAccount, name: string, value: string): Promise<void>
  /**
   * Replaces secrets that a provider changes whenever they are used (a refresh token), without telling anybody. `renew`
   * gets all of them as they are kept now, and gives those that are others; no other process does the same for the inbox
   * meanwhile. What a person replaced in that time stays. False where it was not one's turn in good time, since another
   * process did not come to an end: nothing was asked or kept.
   */
  renewSecrets(
    inbox: InboxAccount,
    renew: (kept: Readonly<Record<string, unknown>>) => Promise<Record<string, unknown>>,
  ): Promise<boolean>
  /** How the connection is: shown on the inbox's page. `unknown` where there is none any more. */
  reportHealth(
    inbox: InboxAccount,
    health: { state: 'ok' | 'failing' | 'unknown'; reason?: { en: string; ja: string } },
  ): Promise<void>
  readonly gaps: Gaps
  /** Tells how far reading has come, now and then while it changes: shown on the inbox's page. */
  reportReading(inbox: InboxAccount, reading: Reading): Promise<void>
  /** Tells that the permission by which the island signs in was renewed. */
  reportAccess(inbox: InboxAccount, access: Access): Promise<void>
  /**
   * Given to at most one process at a time per inbox and purpose; released by the returned function or when the process
   * dies. `lost` is called when another process got it after a connection broke: then the work must end.
   */
  lease(inbox: InboxAccount, purpose: string, lost?: () => void): Promise<(() => Promise<void>) | undefined>
  /** Opens live connections of customers: frames go to everyone on the topic, in every process. */
  readonly live: CustomerLive
}

/** Push to customers' open screens. */
export interface CustomerLive {
  /** Sends a frame to every connection on the inbox's topic. */
  publish(inbox: InboxAccount, topic: string, frame: object): void
  /** Whether a connection is open on the topic, in any process. */
  present(inbox: InboxAccount, topic: string): Promise<boolean>
}

/** A customer's screen that is connected. */
export interface LiveConnection {
  inbox: InboxAccount
  topic: string
  screen: ThreadScreen
}

/** A live endpoint: the island says who connects; the host keeps the connection. Path below `/channels/<channel>`. */
export interface LiveEndpoint {
  path: string
  /** Topic of the connection and what its screen may show, or a refusal. */
  connect(
    request: Omit<EndpointRequest, 'multipart' | 'raw' | 'json'>,
    host: ChannelHost,
  ): Promise<LiveConnection | { refused: string }>
  /** A frame from the customer's screen: parsed JSON, hostile. */
  receive?(frame: unknown, connection: LiveConnection, host: ChannelHost): Promise<void>
}
