import type { z } from 'zod'
import { escapeText } from '../../kernel/mime/escape-text.ts'
import type { draft } from './contract-drafts.ts'

/** A draft as it is kept. */
export type Draft = Omit<z.infer<typeof draft>, 'updatedAt'>

/** What was kept before a field was added to drafts. */
const complete = (kept: Draft): Draft => ({ ...kept, to: kept.to ?? null, aside: kept.aside ?? null })

const asHtml = ({ text, html }: Pick<Draft, 'text' | 'html'>): string =>
  html ??
  text
    .split('\n')
    .map((line) => `<p>${escapeText(line)}</p>`)
    .join('')

/**
 * An answer that was taken back, with what its writer has begun since: nothing of either is lost. The older words stand
 * above the newer ones; a note that was begun stays beside them.
 */
export const mergeDrafts = (undone: Draft, kept: Draft): Draft => {
  const newer = complete(kept)
  const note = newer.mode === 'note' ? newer : newer.aside
  const reply = newer.mode === 'reply' ? newer : newer.aside
  const aside = note && { text: note.text, html: note.html, attachmentIds: note.attachmentIds }
  // The same words: they were saved as a draft before they were sent, or taken back twice.
  if (!reply || reply.text.trim() === '' || reply.text === undone.text)
    return {
      ...undone,
      attachmentIds: [...new Set([...undone.attachmentIds, ...(reply?.attachmentIds ?? [])])],
      aside: newer.mode === 'note' ? aside : newer.aside,
    }
  const formatted = undone.html !== null || reply.html !== null
  return {
    ...undone,
    text: `${undone.text.trimEnd()}\n\n${reply.text}`,
    html: formatted ? `${asHtml(undone)}<p></p>${asHtml(reply)}` : null,
    attachmentIds: [...new Set([...undone.attachmentIds, ...reply.attachmentIds])],
    aside: newer.mode === 'note' ? aside : newer.aside,
  }
}
