import type { RefObject } from 'react'
import type { ModeDraft } from './drafts.ts'
import type { Written } from './written.ts'

/** What the composer can do with an editor, rich or plain. What is written lives in the editor, not in React. */
export interface EditorHandle {
  read(): Written
  write(content: Pick<ModeDraft, 'text' | 'html'>): void
  focus(): void
  isEmpty(): boolean
}

/** What every editor gets. */
export interface EditorProps {
  handle: RefObject<EditorHandle | null>
  initial: Pick<ModeDraft, 'text' | 'html'>
  label: string
  placeholder: string
  /** Begins with the caret in it. */
  focused: boolean
  onChange(): void
  onFiles(files: File[]): void
}
