import type { CalendarEvent } from '../calendar/read-event.ts'
import type { Secured } from '../secured/find-secured.ts'
import type { Headers } from './headers.ts'

/** What opening a mail's containers gave beside its files. */
export interface Found {
  secured?: Secured
  event?: CalendarEvent
}

/** A part of a mail that is not its body. */
export interface MailPart {
  /** As declared, lower-case, without parameters. */
  type: string
  name: string
  /** The mail gave it no name: ours stands there. */
  unnamed?: boolean
  /** Declared charset of a text. */
  charset?: string
  content: Buffer
  contentId?: string
  inline: boolean
  headers: Headers
}

/** A mail taken apart; everything is decoded, nothing is judged yet. */
export interface Mail extends Found {
  headers: Headers
  /** Type of the whole: `multipart/report` and its `report-type`. */
  type: string
  reportType: string
  text: string
  html?: string
  parts: MailPart[]
  /** True when the structure was broken beyond repair: the body is then the raw text. */
  damaged: boolean
}
