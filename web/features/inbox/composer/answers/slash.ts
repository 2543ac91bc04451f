/** What stands behind a `/` with which somebody looks for an answer. */
export interface Slash {
  query: string
  /** How much of the text it is, with its sign. */
  length: number
}

/** As a sign of its own: at the beginning, behind a space or the end of a sentence; of a Japanese keyboard, too. */
const SLASH = /(?:^|[\s。、！？」）)])([/／]([^\s/／]{0,40}))$/u

/** The `/` that a text ends with, where it is one that looks for an answer: not that of a date or an address. */
export function slashIn(before: string): Slash | undefined {
  const [, whole, query] = SLASH.exec(before.slice(-50)) ?? []
  return whole === undefined || query === undefined ? undefined : { query, length: whole.length }
}

/** What stands before the caret in its line, where nothing is selected. */
export function textBefore(field: Element): string | undefined {
  if (field instanceof HTMLTextAreaElement) {
    const { value, selectionStart, selectionEnd } = field
    return selectionStart === selectionEnd ? value.slice(0, selectionStart) : undefined
  }
  const selection = document.getSelection()
  const { anchorNode, anchorOffset = 0 } = selection ?? {}
  if (!selection?.isCollapsed || !anchorNode || !field.contains(anchorNode)) return undefined
  const block = (anchorNode instanceof Element ? anchorNode : anchorNode.parentElement)?.closest('p, li')
  if (!block) return undefined
  const range = document.createRange()
  range.setStart(block, 0)
  range.setEnd(anchorNode, anchorOffset)
  // A line that was broken within its paragraph begins anew.
  const lineBreak = [...range.cloneContents().querySelectorAll('br')].at(-1)
  if (!lineBreak) return range.toString()
  const rest = [...block.querySelectorAll('br')].findLast((one) => range.comparePoint(one, 0) === 0)
  if (rest) range.setStartAfter(rest)
  return range.toString()
}
