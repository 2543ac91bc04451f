/** The shapes of the demo shop: plain data, no ids of any database, only keys that are unique within their list. */

export type Language = 'ja' | 'en'
export type Zone = 'Asia/Tokyo' | 'America/Los_Angeles'
export type Channel = 'chat' | 'form' | 'email'
export type Status = 'open' | 'pending' | 'snoozed' | 'resolved'
export type Priority = 'low' | 'normal' | 'high' | 'urgent'
export type Role = 'owner' | 'lead' | 'agent' | 'readonly'

export interface Brand {
  readonly key: 'tsumugi' | 'tarn'
  readonly name: string
  readonly language: Language
  readonly timeZone: Zone
}

export interface Team {
  readonly key: 'orders' | 'care' | 'english'
  readonly name: string
}

export interface Agent {
  readonly key: string
  readonly name: string
  readonly kana?: string
  readonly email: string
  readonly role: Role
  readonly teams: readonly Team['key'][]
  readonly language: Language
}

export interface Inbox {
  readonly key: string
  readonly channel: Channel
  readonly name: string
  readonly brand: Brand['key']
  readonly teams: readonly Team['key'][]
  /** Mailboxes only. */
  readonly address?: string
}

export interface Tag {
  readonly key: string
  readonly name: string
  /** `#rrggbb` */
  readonly colour: string
}

export interface Customer {
  readonly key: string
  readonly brand: Brand['key']
  readonly name: string
  readonly kana?: string
  /** Missing for visitors who only ever used the chat. */
  readonly email?: string
  readonly phone?: string
  readonly language: Language
  readonly prefecture?: string
  readonly city?: string
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly createdAt: Date
}

export interface Message {
  readonly kind: 'inbound' | 'outbound' | 'note'
  /** Agent's key, on outbound messages and notes. */
  readonly agent?: string
  readonly at: Date
  readonly text: string
  /** Some mails have an HTML part with the same content. */
  readonly html?: string
  /** Mails only. */
  readonly subject?: string
}

/** Something that was done to the conversation; without `agent` the system did it. */
export interface Change {
  readonly kind: 'team' | 'assigned' | 'status' | 'priority'
  readonly at: Date
  readonly agent?: string
  /** Team key, agent key, status or priority. */
  readonly to: string
}

export interface Conversation {
  readonly key: string
  readonly inbox: string
  readonly customer: string
  /** Empty for chats. */
  readonly subject: string
  readonly status: Status
  readonly snoozedUntil?: Date
  readonly priority: Priority
  readonly assignee?: string
  readonly team?: Team['key']
  /** Names of tags. */
  readonly tags: readonly string[]
  readonly openedAt: Date
  readonly resolvedAt?: Date
  readonly reopenedAt?: Date
  /** Scenario family, e.g. `delivery.late`. */
  readonly kind: string
  /** In the order of time; never after the world's `now`. */
  readonly messages: readonly Message[]
  readonly changes: readonly Change[]
}

/** A list whose items are made when asked for, and made anew each time: walk it once, keep what is needed. */
export interface Lazy<T> extends Iterable<T> {
  readonly length: number
  at(index: number): T
}

export interface World {
  readonly brands: readonly Brand[]
  readonly teams: readonly Team[]
  readonly agents: readonly Agent[]
  readonly inboxes: readonly Inbox[]
  readonly tags: readonly Tag[]
  readonly customers: readonly Customer[]
  /** In the order of opening. */
  readonly conversations: Lazy<Conversation>
}
