import type { IssueCode } from '../contract-words.ts'
import type { Item } from '../neutral.ts'
import type { JsonShape } from '../reading/json-records.ts'
import type { Fields } from './json.ts'

/** Statuses and priorities of ours. */
export type Status = 'open' | 'pending' | 'snoozed' | 'resolved'
export type Priority = 'low' | 'normal' | 'high' | 'urgent'

/** A record of a file, and where it stood. */
export interface SourceRecord {
  value: Fields
  /** The list it stood in; empty for one that stood by itself. */
  list: string
  /** The file's name with its folders. */
  file: string
}

/** A system whose records are JSON. */
export interface JsonSource extends JsonShape {
  /** Translates a record; what it does not know gives an empty list. Throws `Unfit` for one that lacks something. */
  read(record: SourceRecord): Item[]
  statuses: Readonly<Record<string, Status>>
  priorities: Readonly<Record<string, Priority>>
}

/** A record lacks what it would need. */
export class Unfit extends Error {
  readonly code: IssueCode
  readonly subject: string
  constructor(code: IssueCode, subject: string, detail: string) {
    super(detail)
    this.code = code
    this.subject = subject
  }
}

/** A moment that has to be there. */
export const demandMoment = (at: string | undefined, subject: string): string => {
  if (at === undefined) throw new Unfit('no-date', subject, '')
  return at
}

/** The number that a path names behind a word: `tickets/42/comments.json`. */
export const numberIn = (file: string, word: string): string | undefined =>
  new RegExp(`${word}[/_-]?(\\d+)`, 'i').exec(file)?.[1]
