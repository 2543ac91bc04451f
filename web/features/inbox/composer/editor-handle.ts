import type { RefObject } from 'react'
import type { Attachment } from '../../../api/types.ts'
import type { Mode, ModeDraft } from './drafts.ts'
import type { Written } from './written.ts'

/** What the composer can do with an editor, rich or plain. What is written lives in the editor, not in React. */
export interface EditorHandle {
  /** Whose words these are: those of the answer or of the note. */
  mode: Mode
  read(): Written
  write(content: Pick<ModeDraft, 'text' | 'html'>): void
  /** Puts the caret below what is written. */
  focus(): void
  isFocused(): boolean
  isEmpty(): boolean
  /** Puts an uploaded picture where the caret is, and takes it out again; only where text may be formatted. */
  addPicture?(file: Attachment): void
  removePicture?(id: string): void
  /** Puts words where the caret is, in place of so many letters before it; a text field is written into by itself. */
  insert?(text: string, instead: number): void
  /** Puts the caret around words that stand there. */
  select?(words: string): void
}

/** What every editor gets. */
export interface EditorProps {
  mode: Mode
  handle: RefObject<EditorHandle | null>
  initial: Written
  label: string
  placeholder: string
  /** Begins with the caret in it. */
  focused: boolean
  onChange(): void
  onFiles(files: File[]): void
}
