import type { z } from 'zod'
import type { SettingsView } from '../kernel/settings-view.ts'
import type { ChannelHost, Endpoint, LiveEndpoint } from './channel-host.ts'
import type {
  Address,
  Arrival,
  CustomerNews,
  InboxAccount,
  OutgoingMessage,
  ParseWishes,
  SendResult,
} from './channel-messages.ts'

export { acknowledgement, acknowledgementFields } from './channel-acknowledgement.ts'
export type * from './channel-host.ts'
export type * from './channel-messages.ts'
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

/** One step of the connection check, in the order in which it runs. */
export interface CheckStep {
  name: string
  state: 'ok' | 'failed' | 'skipped'
  /** What was seen, and what to do about a failure, in words. English and Japanese. */
  message: { en: string; ja: string }
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
  parse(raw: Buffer, inbox: InboxAccount<Settings, Secrets>, wishes?: ParseWishes): Promise<Arrival[]>
  /** Who wrote and about what, by which people recognise an arrival in a list; from its first 64 kB. Must not throw. */
  outline?(start: Buffer): { from?: string; subject?: string }
  /**
   * What is the same in two arrivals of one external id if they are one thing that came by two ways, in at most 40
   * characters. Absent: they always are. Must not throw.
   */
  likeness?(raw: Buffer): string
  /**
   * Sends one message. Must not throw for foreign failures: it answers `refused` or `unreachable`. Once `over` is aborted
   * nobody waits any longer: it hands over nothing more, and says at once how far it came.
   */
  send(
    message: OutgoingMessage,
    inbox: InboxAccount<Settings, Secrets>,
    host: ChannelHost,
    over?: AbortSignal,
  ): Promise<SendResult>
  /**
   * Whether an answer written now would reach its customer on the channel itself (`here`, the default), wait there until
   * they come back (`later`), or be left to mail (`elsewhere`). Agents are told before they send.
   */
  reaches?(
    answer: { to: readonly Address[]; threadKeys: readonly string[] },
    inbox: InboxAccount<Settings, Secrets>,
    host: ChannelHost,
  ): Promise<'here' | 'later' | 'elsewhere'>
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
