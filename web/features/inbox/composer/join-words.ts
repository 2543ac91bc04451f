import type { ModeDraft } from './local-draft.ts'
import { textToHtml } from './written.ts'

const isBlank = ({ text }: Pick<ModeDraft, 'text'>) => text.trim() === ''
const htmlOf = ({ html, text }: Pick<ModeDraft, 'text' | 'html'>) => html ?? textToHtml(text)

const filesOf = (first: ModeDraft, second: ModeDraft, without: ModeDraft['files'] = []) => {
  const known = new Set([...first.files, ...without].map(({ id }) => id))
  return [...first.files, ...second.files.filter(({ id }) => !known.has(id))]
}

/** Words above others of the same tab; the files of both. */
export function above(first: ModeDraft, second: ModeDraft): ModeDraft {
  const files = filesOf(first, second)
  if (isBlank(second)) return { ...first, files }
  if (isBlank(first))
    return { ...first, text: second.text, html: second.html, mentions: second.mentions, files }
  const formatted = first.html !== null || second.html !== null
  return {
    ...first,
    text: `${first.text.trimEnd()}\n\n${second.text}`,
    html: formatted ? `${htmlOf(first)}<p></p>${htmlOf(second)}` : null,
    mentions: [...new Set([...first.mentions, ...second.mentions])],
    files,
  }
}

/** What stands above the words with which a tab ends; everything where it ends otherwise. */
function withoutEnd(whole: ModeDraft, end: ModeDraft): ModeDraft {
  if (isBlank(end)) return whole
  if (whole.text === end.text) return { ...whole, text: '', html: null }
  const [text, html] = [`\n\n${end.text}`, `<p></p>${htmlOf(end)}`]
  if (!whole.text.endsWith(text) || (whole.html !== null && !whole.html.endsWith(html))) return whole
  return {
    ...whole,
    text: whole.text.slice(0, -text.length),
    html: whole.html && whole.html.slice(0, -html.length),
  }
}

/** True when something was written since; the same words may have another form in each editor. */
export const isChanged = (now: ModeDraft, base: ModeDraft): boolean => now.text !== base.text

/**
 * A tab of the server's draft, and what was written here while it was on its way: nothing of either is lost, nothing
 * stands twice. `base` is what stood here when the server was asked, and is part of its draft.
 */
export function joinWords(server: ModeDraft, base: ModeDraft, now: ModeDraft): ModeDraft {
  const files = filesOf(server, now, base.files)
  const has = server.text === now.text || server.text.endsWith(`\n\n${now.text}`)
  if (isBlank(now) || has) return { ...server, files }
  // Saved from here and gone on with meanwhile.
  if (isBlank(server) || now.text.startsWith(server.text)) return { ...now, files }
  return { ...above(withoutEnd(server, base), now), files }
}
