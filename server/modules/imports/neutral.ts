import type { IssueCode } from './contract-words.ts'

/** A file of something said: among the files of the upload (`path`), at an address, or written into the record. */
export interface FileRef {
  name: string
  type?: string | undefined
  size?: number | undefined
  path?: string | undefined
  url?: string | undefined
  /** Shown inside of the HTML, by this Content-ID. */
  contentId?: string | undefined
}

/** Who wrote something: one of the source's agents or people, by the id there; a name where nobody is known. */
export interface Author {
  id?: string | undefined
  name?: string | undefined
}

/** Something that was said in a talk. */
export interface Said {
  id: string
  /** Absent: `outbound` where its author is an agent, else `inbound`. */
  kind?: 'inbound' | 'outbound' | 'note' | undefined
  author: Author
  /** Of a mail: the customer between whom and us it is. */
  person?: string | undefined
  text?: string | undefined
  html?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: readonly string[] | undefined
  cc?: readonly string[] | undefined
  at: string
  /** Its Message-ID, without brackets. */
  messageId?: string | undefined
  /** Message-IDs that it answers, strongest first. */
  answers?: readonly string[] | undefined
  automatic?: boolean | undefined
  /** It stands for what was said where that is missing: it counts only if nothing else does. */
  spare?: true | undefined
  files?: readonly FileRef[] | undefined
}

/** A conversation of another system: ticket, thread. Words are the source's own. */
export interface Talk {
  id: string
  /** What people called it there: a ticket's number. */
  number?: string | undefined
  subject?: string | undefined
  status?: string | undefined
  priority?: string | undefined
  person?: string | undefined
  assignee?: string | undefined
  team?: string | undefined
  inbox?: string | undefined
  tags?: readonly string[] | undefined
  openedAt: string
  resolvedAt?: string | undefined
  changedAt?: string | undefined
  /** Message-IDs under which answers may refer to it as a whole. */
  keys?: readonly string[] | undefined
  said?: readonly Said[] | undefined
}

/** A customer of another system. */
export interface Person {
  id: string
  name?: string | undefined
  kana?: string | undefined
  emails: readonly string[]
  phones: readonly string[]
  language?: string | undefined
  attributes?: Readonly<Record<string, string | number | boolean>> | undefined
  createdAt?: string | undefined
}

/** Somebody who answered there. */
export interface Agent {
  id: string
  name: string
  email?: string | undefined
}

/** A group of them. */
export interface Team {
  id: string
  name: string
}

/** One neutral thing; a talk may bear what was said in it, or that comes by itself with the talk's id. */
export type Item =
  | { kind: 'talk'; item: Talk }
  | { kind: 'said'; talk: string; item: Said; raw?: Buffer | undefined }
  | { kind: 'person'; item: Person }
  | { kind: 'agent'; item: Agent }
  | { kind: 'team'; item: Team }

/** Something that is wrong with a record, for the report. */
export interface Issue {
  code: IssueCode
  subject: string
  detail: string
}

/** Fewer digits are no telephone number: `-`, なし, an extension. */
const FEWEST_DIGITS = 6

/** Whether something that stands where a telephone number stands is one. */
export const isNumber = (phone: string): boolean =>
  phone.normalize('NFKC').replace(/\D/g, '').length >= FEWEST_DIGITS

/** The id of a person who is only known by an address. */
export const personOfAddress = (address: string): string => `mailto:${address.trim().toLowerCase()}`
