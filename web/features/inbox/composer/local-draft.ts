import type { Attachment, Draft } from '../../../api/types.ts'
import type { Written } from './written.ts'

export type Mode = Draft['mode']

/** What stands in one tab of the composer. */
export interface ModeDraft extends Written {
  /** null: everybody on the last message. */
  to: string[] | null
  cc: string[]
  bcc: string[]
  files: Attachment[]
}

/** What is written in a conversation and not sent. */
export interface LocalDraft {
  mode: Mode
  reply: ModeDraft
  note: ModeDraft
  /** Of a first message: what a conversation has of itself. */
  letter?: { inboxId: string | null; subject: string }
}

/** A tab in which nothing stands. */
export const emptyMode: ModeDraft = {
  text: '',
  html: null,
  mentions: [],
  to: null,
  cc: [],
  bcc: [],
  files: [],
}
