import type { Readable } from 'node:stream'
import type { Sentence } from '../kernel/http-client/index.ts'

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

/** Which kind of machine wrote a message: for somebody who is away, for a list, one of our own, another one. */
export type Machine = 'absence' | 'list' | 'own' | 'machine'

/** A message as an island understood it. Everything in it is hostile text until escaped. */
export interface MessageArrival {
  kind: 'message'
  /** Who wrote: the first address is the one to answer to; the others are further identities of the same person. */
  from: [Address, ...Address[]]
  /** Other addresses that the message says it is from (From beside Reply-To): they make nobody the same person. */
  senders?: Address[]
  /**
   * It passes another message on: who wrote that, its key where it has one, what it answers itself (keys, strongest first),
   * and its subject: its writer's own, or that of the passing on without its mark. Whether that person becomes the customer
   * depends on who passed it on, which an island doesn't know.
   */
  forwarded?: { from: Address; messageKey?: string; threadKeys?: string[]; subject: string; own: boolean }
  /** True when the channel itself proved who wrote (signed visitor, DKIM-aligned mail). */
  verified: boolean
  text: string
  /** Raw HTML as it came, unsanitised. */
  html?: string
  subject?: string
  files: ArrivalFile[]
  /** When the customer wrote, by the sender's clock where it is believable. */
  occurredAt: Date
  /** When a server of the inbox's took it, where the message tells: long before it arrives here, if it lay in a mailbox. */
  reachedAt?: Date
  /** The channel's id of this message (Message-ID without brackets, client id): answers refer to it. */
  messageKey?: string
  /**
   * Keys that may join it to a thread, strongest first: earlier messages' keys, session ids, `conversation:<id>`, which an
   * island may give only after it has checked our signature, and `reference:<number>` for a number that we wrote into a
   * subject. No text of others may become a key that begins like these two.
   */
  threadKeys: string[]
  /** Those of `threadKeys` that have the form in which we give keys ourselves, in whichever inbox. */
  ourKeys?: string[]
  /** Other people on the message: to, cc. */
  recipients?: { role: 'to' | 'cc'; address: Address }[]
  /** Sent by a machine: never answered automatically, never reopens. Absent: a person wrote. */
  automatic?: Machine
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
  messageKey?: string
  /** Without a key that we know, whom it names may tell which message it is about: it shows nobody else's. */
  byRecipients?: true
  /** `delayed`: somebody goes on trying. `complained`: it arrived, and was called spam. */
  state: 'delivered' | 'read' | 'bounced' | 'failed' | 'delayed' | 'complained'
  /** Whether a later message may arrive there: no, perhaps, or it had better not be sent. */
  cause?: 'hard' | 'soft' | 'complaint'
  /** Whom the news is about, where it names anybody; each with its own reason. */
  recipients?: { address: string; cause?: 'hard' | 'soft' | 'complaint'; reason?: Sentence }[]
  reason?: Sentence
  occurredAt: Date
}

/** What `parse` gives: nothing (to be ignored, with the reason), messages, receipts. */
export type Arrival = MessageArrival | ReceiptArrival | { kind: 'ignored'; reason: Sentence }

/** How somebody wants an arrival to be read that was read otherwise before. */
export interface ParseWishes {
  /** As a message, whatever else the island takes it for. */
  asMessage?: boolean
  /** The bytes are only the beginning of so many. */
  wholeSize?: number
}

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
  /** Addresses of these, in lower case, that have it from an earlier attempt: they are shown, and nothing goes to them. */
  accepted?: readonly string[]
  files: { name: string; type: string; size: number; inline: boolean; contentId?: string; open(): Readable }[]
  /** Who wrote it, with the lines that this person ends every letter with. */
  author: { name: string; signature?: string }
  createdAt: Date
  /** The author's, else the workspace's: for dates that stand in the text. */
  timeZone: string
  /** Channel keys of the thread so far, oldest first, and of the message that this one answers. */
  thread: { keys: string[]; answers?: string }
  /** What is known of the customer's: what we add to the letter is in it. Absent: the inbox's. */
  language?: string
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
  /**
   * `accepted`: addresses that have it all the same, in the form in which they were given; it is never sent to them again.
   * Their answers refer to `messageKey`.
   */
  | { outcome: 'refused'; reason: Sentence; accepted?: string[]; messageKey?: string }
  /** The customer can't be reached here now (has left, or never could be); mail may do it where an address is known. */
  | { outcome: 'elsewhere' }
  | {
      outcome: 'unreachable'
      reason: Sentence
      retryAfterSeconds?: number
      maybeSent?: boolean
      /** The other side was not asked at all, since it was busy with others: this was no attempt. */
      notBegun?: boolean
      accepted?: string[]
      messageKey?: string
    }

/** A message of a thread as a customer may see it: never notes. */
export interface CustomerMessage {
  id: string
  /** The island's own key, so that an optimistic bubble is matched. */
  messageKey: string | null
  from: 'customer' | 'agent'
  /** Whoever of us wrote it; empty for the customer's own. */
  author: string
  text: string
  at: string
  files: { id: string; name: string; type: string; size: number }[]
  state: 'sent' | 'delivered' | 'read' | null
}

/** What happened in a thread that an open customer screen wants to know. */
export type CustomerNews =
  | { kind: 'message'; threadKeys: string[]; message: CustomerMessage }
  | { kind: 'typing'; threadKeys: string[]; author: string }
  | { kind: 'receipt'; threadKeys: string[]; messageId: string; state: 'delivered' | 'read' }
