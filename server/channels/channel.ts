import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Sentence } from '../kernel/http-client/index.ts'
import type { Log } from '../kernel/log.ts'
import type { SettingsView } from '../kernel/settings-view.ts'

export { acknowledgement, acknowledgementFields } from './channel-acknowledgement.ts'
export type { Outlet, SettingField, SettingsGroup, SettingsView } from '../kernel/settings-view.ts'

/** What a channel can do. The rooms ask for abilities and never for a channel's name. */
export interface Abilities {
  /** Bodies may be HTML; otherwise text only. */
  html: boolean
  subject: boolean
  attachments: boolean
  /** Several recipients: cc and bcc. */
  copies: boolean
  /** The customer's screen shows what we push to it while it is open. */
  live: boolean
  /** We may write first to an address of this channel. */
  startsConversations: boolean
  /** Sending the same message id twice does no harm: the other side knows it. Otherwise a lost attempt stays uncertain. */
  repeatable: boolean
  /** A receipt follows when the customer's side got or read a message. */
  receipts: ('delivered' | 'read' | 'bounced')[]
}

/** One address of a person on a kind of network. `kind` is the network ('email', 'phone', a channel's own). */
export interface Address {
  kind: string
  /** As shown: `Hanako@Example.jp`. */
  value: string
  name?: string
  /** In an arrival: the message's proof does not cover this address (a mail address typed by a signed visitor). */
  unproven?: boolean
}

/** A file that came in with a message. */
export interface ArrivalFile {
  name: string
  type: string
  content: Buffer
  /** Content-ID without angle brackets, when the HTML body refers to it. */
  contentId?: string
  inline: boolean
}

/** A message as an island understood it. Everything in it is hostile text until escaped. */
export interface MessageArrival {
  kind: 'message'
  /** Who wrote: the first address is the one to answer to; the others are further identities of the same person. */
  from: [Address, ...Address[]]
  /** True when the channel itself proved who wrote (signed visitor, DKIM-aligned mail). */
  verified: boolean
  text: string
  /** Raw HTML as it came, unsanitised. */
  html?: string
  subject?: string
  files: ArrivalFile[]
  /** When the customer wrote, by the sender's clock where it is believable. */
  occurredAt: Date
  /** The channel's id of this message (Message-ID without brackets, client id): answers refer to it. */
  messageKey?: string
  /**
   * Keys that join it to a thread, strongest first: earlier messages' keys, session ids, and `conversation:<id>`, which
   * an island may give only after it has checked our signature, since it joins whoever sends it.
   */
  threadKeys: string[]
  /** Other people on the message: to, cc. */
  recipients?: { role: 'to' | 'cc'; address: Address }[]
  /** Sent by a machine (auto-reply, bounce, list): never answered automatically, never reopens. */
  automatic?: boolean
  /** Tags, priority or attributes that the channel's own settings give (a form's category). */
  hints?: {
    tags?: string[]
    inboxId?: string
    priority?: 'low' | 'normal' | 'high' | 'urgent'
    attributes?: Record<string, string>
  }
  /** Shown to the agent beside the message: page, referrer, device, form fields. Flat and short. */
  context?: Record<string, string>
  /** Language of the sender's screen, BCP 47. */
  language?: string
}

/** News about a message that we sent. Never goes backwards: read stays read when delivered follows. */
export interface ReceiptArrival {
  kind: 'receipt'
  /** Our message's key on the channel. */
  messageKey: string
  state: 'delivered' | 'read' | 'bounced' | 'failed'
  reason?: Sentence
  occurredAt: Date
}

/** What `parse` gives: nothing (to be ignored, with the reason), messages, receipts. */
export type Arrival = MessageArrival | ReceiptArrival | { kind: 'ignored'; reason: string }

/** A connected account of the channel, as an island sees it. */
export interface InboxAccount<Settings = unknown, Secrets = unknown> {
  workspaceId: number
  id: string
  name: string
  address: string | undefined
  language: string
  /** Public token in this inbox's web addresses. */
  token: string
  settings: Settings
  secrets: Secrets
  brand: { name: string; colour: string }
}

/** An earlier message, to be quoted. */
export interface Quoted {
  author: string
  at: Date
  text: string
  html?: string
}

/** One outgoing message with everything that sending needs. */
export interface OutgoingMessage {
  /** Our message id: the idempotency key towards the provider. */
  id: string
  conversationId: string
  /** Visible reference, like 12345. */
  reference: string
  text: string
  html?: string
  subject?: string
  to: Address[]
  cc: Address[]
  bcc: Address[]
  files: { name: string; type: string; size: number; inline: boolean; contentId?: string; open(): Readable }[]
  /** Who wrote it, with the lines that this person ends every letter with. */
  author: { name: string; signature?: string }
  createdAt: Date
  /** The workspace's, for dates that stand in the text. */
  timeZone: string
  /** Channel keys of the thread so far, oldest first, and of the message that this one answers. */
  thread: { keys: string[]; answers?: string }
  /** What the customer last wrote, to be quoted where the inbox's settings want it. */
  quoted?: Quoted
  /** What was said before that, newest first: only where the channel `wantsHistory`. */
  history?: Quoted[]
  /** True when an earlier attempt may have reached the provider. */
  repeated: boolean
  /** A machine wrote it: receipts, acknowledgements. */
  automatic: boolean
  /** It holds a secret of its recipient's (a link that signs in): no copy is kept where others could read it. */
  confidential?: boolean
}

/** What became of an attempt. `refused` is final; `unreachable` is tried again. Reasons are words for people, in both languages. */
export type SendResult =
  | { outcome: 'sent'; messageKey?: string; delivered?: boolean }
  | { outcome: 'refused'; reason: Sentence }
  /** The customer can't be reached here now (has left, or never could be); mail may do it where an address is known. */
  | { outcome: 'elsewhere' }
  | { outcome: 'unreachable'; reason: Sentence; retryAfterSeconds?: number; maybeSent?: boolean }

/** One step of the connection check, in the order in which it runs. */
export interface CheckStep {
  name: string
  state: 'ok' | 'failed' | 'skipped'
  /** What was seen, and what to do about a failure, in words. English and Japanese. */
  message: { en: string; ja: string }
}

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
  url: string
}

/** What an endpoint answers. Objects become JSON. */
export interface EndpointResponse {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer | Readable | object
}

/** A message of a thread as a customer may see it: never notes. */
export interface CustomerMessage {
  id: string
  /** The island's own key, so that an optimistic bubble is matched. */
  messageKey: string | null
  from: 'customer' | 'agent'
  author: string
  text: string
  at: string
  files: { id: string; name: string; type: string; size: number }[]
  state: 'sent' | 'delivered' | 'read' | null
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
  /** The inbox behind a public token, or undefined. */
  inboxByToken(channel: string, token: string): Promise<InboxAccount | undefined>
  /**
   * Whether an inbox of the channel has this token or one of these addresses, also one that is paused or can't be used
   * just now: what comes for it is asked to come again, and not sent back for good.
   */
  knows(channel: string, name: { token: string; addresses: readonly string[] }): Promise<boolean>
  /** Connected inboxes of a channel in all workspaces. */
  inboxes(channel: string): Promise<InboxAccount[]>
  /**
   * Keeps what arrived; resolves only when it is durable. The same external id again is a no-op ('known').
   * Nothing may be acknowledged to the outside before this resolves.
   */
  accept(inbox: InboxAccount, raw: Buffer, externalId: string): Promise<'kept' | 'known'>
  /** Messages of the thread with this key, oldest first, as the customer may see them. */
  thread(inbox: InboxAccount, threadKey: string, after?: string): Promise<CustomerMessage[]>
  /** A file of that thread, or undefined. */
  threadFile(
    inbox: InboxAccount,
    threadKey: string,
    fileId: string,
  ): Promise<{ name: string; type: string; size: number; open(): Readable } | undefined>
  /** Tells the agents that the customer types, or has read up to a message. Not kept (typing) or kept as a receipt (read). */
  customerTyping(inbox: InboxAccount, threadKey: string): void
  customerRead(inbox: InboxAccount, threadKey: string, upTo: string): Promise<void>
  /** State that the island keeps per inbox: cursors. Values are JSON. */
  readState<T>(inbox: InboxAccount, key: string): Promise<T | undefined>
  writeState(inbox: InboxAccount, key: string, value: unknown): Promise<void>
  /** Replaces one of the inbox's secrets, such as a refresh token that its provider has changed. */
  keepSecret?(inbox: InboxAccount, name: string, value: string): Promise<void>
  /** How the connection is: shown on the inbox's page. */
  reportHealth(
    inbox: InboxAccount,
    health: { state: 'ok' | 'failing'; reason?: { en: string; ja: string } },
  ): Promise<void>
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

/** A live endpoint: the island says who connects; the host keeps the connection. Path below `/channels/<channel>`. */
export interface LiveEndpoint {
  path: string
  /** Topic of the connection, or a refusal. */
  connect(
    request: Omit<EndpointRequest, 'multipart' | 'raw' | 'json'>,
    host: ChannelHost,
  ): Promise<{ inbox: InboxAccount; topic: string } | { refused: string }>
  /** A frame from the customer's screen: parsed JSON, hostile. */
  receive?(
    frame: unknown,
    connection: { inbox: InboxAccount; topic: string },
    host: ChannelHost,
  ): Promise<void>
}

/** A channel: what an island's `index.ts` exports as `channel`. */
export interface Channel<Settings = unknown, Secrets = unknown> {
  /** The folder's name. */
  readonly name: string
  readonly title: { en: string; ja: string }
  readonly abilities: Abilities
  /** Kind of the identities that it writes to: 'email', or its own. */
  readonly addressKind: string
  /** Shapes of what an inbox keeps. Secrets are encrypted at rest and never leave the server. */
  readonly settings: z.ZodType<Settings>
  readonly secrets: z.ZodType<Secrets>
  /** How the settings are asked for, in words. Screens are made from it, so that a channel brings no screen of its own. */
  readonly view: SettingsView
  /** Turns raw bytes into arrivals. Pure apart from CPU; throws only when the bytes can't be understood at all. */
  parse(raw: Buffer, inbox: InboxAccount<Settings, Secrets>): Promise<Arrival[]>
  /** Sends one message. Must not throw for foreign failures: it answers `refused` or `unreachable`. */
  send(
    message: OutgoingMessage,
    inbox: InboxAccount<Settings, Secrets>,
    host: ChannelHost,
  ): Promise<SendResult>
  /**
   * The channel's key that a message of ours will have, where that is known before it is sent: answers and receipts
   * refer to it.
   */
  keyOf?(messageId: string, inbox: InboxAccount<Settings, Secrets>): string
  /** What stands below an author's words when this inbox sends them, as text; empty when nothing does. */
  closing?(author: OutgoingMessage['author'], inbox: InboxAccount<Settings, Secrets>): string
  /** True when the inbox's settings want everything quoted that was said before. */
  wantsHistory?(inbox: InboxAccount<Settings, Secrets>): boolean
  /** True when the inbox's settings allow sending now; otherwise why not, in words. Held mail waits visibly. */
  ready?(inbox: InboxAccount<Settings, Secrets>): true | { en: string; ja: string }
  readonly endpoints?: Endpoint[]
  readonly liveEndpoint?: LiveEndpoint
  /** Tells the customer's screen what happened in its thread: agent typing, new message, receipt. */
  notify?(news: CustomerNews, inbox: InboxAccount<Settings, Secrets>, host: ChannelHost): void
  /** Long-running listeners (IMAP, SMTP receiver), started once in a worker process. */
  start?(host: ChannelHost): Promise<{ stop(): Promise<void>; refresh(inboxId: string): Promise<void> }>
  /**
   * A page of a provider on which a person lets us into the account (OAuth2); undefined when the settings need none.
   * The person comes back to an endpoint of the island.
   */
  connect?(inbox: InboxAccount<Settings, Secrets>, host: ChannelHost): string | undefined
  /** Tries the connection, step by step. */
  check?(inbox: InboxAccount<Settings, Secrets>, host: ChannelHost): AsyncIterable<CheckStep>
}

/** What happened in a thread that an open customer screen wants to know. */
export type CustomerNews =
  | { kind: 'message'; threadKeys: string[]; message: CustomerMessage }
  | { kind: 'typing'; threadKeys: string[]; author: string }
  | { kind: 'receipt'; threadKeys: string[]; messageId: string; state: 'delivered' | 'read' }
