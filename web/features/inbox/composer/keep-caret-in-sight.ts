import type { EditorView } from '@tiptap/pm/view'

/** Room between the caret and the edge of the field, in px. */
const room = 5

/**
 * Scrolls the field so that the caret is seen, and says that it did. The library's own way measures every box around
 * the field at each key.
 */
export function keepCaretInSight(view: EditorView): boolean {
  const { dom, state } = view
  const caret = view.coordsAtPos(state.selection.head)
  const field = dom.getBoundingClientRect()
  if (caret.top < field.top) dom.scrollTop -= field.top - caret.top + room
  else if (caret.bottom > field.bottom) dom.scrollTop += caret.bottom - field.bottom + room
  return true
}
