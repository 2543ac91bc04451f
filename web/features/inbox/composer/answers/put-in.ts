import type { EditorHandle } from '../editor-handle.ts'
import { slashIn, textBefore } from './slash.ts'
import { fieldIn } from './use-slash.ts'

/**
 * Puts words where the caret is, in place of the `/` before it with what is looked for. What a key presses can be taken back
 * with it, like what is typed.
 */
export function putIn(box: Element | null, handle: EditorHandle | null, text: string): void {
  const field = fieldIn(box)
  if (!field || !handle) return
  if (document.activeElement !== field) handle.focus()
  const { length = 0 } = slashIn(textBefore(field) ?? '') ?? {}
  if (handle.insert) {
    handle.insert(text, length)
    return
  }
  if (!(field instanceof HTMLTextAreaElement)) return
  const at = field.selectionStart
  field.setSelectionRange(at - length, field.selectionEnd)
  // The one way to change a text field that the browser can take back; some have none.
  if (text !== '' && document.execCommand('insertText', false, text)) return
  field.setRangeText(text, at - length, field.selectionEnd, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Puts the caret around some words that stand in what is written. */
export function selectWords(box: Element | null, handle: EditorHandle | null, words: string): void {
  const field = fieldIn(box)
  if (handle?.select) handle.select(words)
  else if (field instanceof HTMLTextAreaElement) {
    const at = field.value.indexOf(words)
    field.focus()
    if (at >= 0) field.setSelectionRange(at, at + words.length)
  }
}
