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

type Words = Pick<Draft, 'text' | 'html' | 'attachmentIds'>

/** What stands in each of a draft's two modes. */
const partsOf = ({ mode, text, html, attachmentIds, aside }: Draft): Record<Draft['mode'], Words | null> => {
  const own = { text, html, attachmentIds }
  return mode === 'reply' ? { reply: own, note: aside } : { reply: aside, note: own }
}

/** The older words above the newer ones, with the files of both; the same words are those once saved and written again. */
const together = (older: Words | null, newer: Words | null): Words | null => {
  if (!older || !newer) return older ?? newer
  const attachmentIds = [...new Set([...older.attachmentIds, ...newer.attachmentIds])]
  if (newer.text.trim() === '' || newer.text === older.text) return { ...older, attachmentIds }
  if (older.text.trim() === '') return { ...newer, attachmentIds }
  const formatted = older.html !== null || newer.html !== null
  return {
    text: `${older.text.trimEnd()}\n\n${newer.text}`,
    html: formatted ? `${asHtml(older)}<p></p>${asHtml(newer)}` : null,
    attachmentIds,
  }
}

/**
 * Two drafts of one person in one: an answer that was taken back with what its writer has begun since, or what stood in two
 * conversations that are one again. Nothing is lost: answers and notes each come together, in the mode and to the people of
 * the older.
 */
export const mergeDrafts = (older: Draft, newer: Draft): Draft => {
  const { mode, ...rest } = complete(older)
  const [one, two] = [partsOf({ mode, ...rest }), partsOf(complete(newer))]
  const other = mode === 'reply' ? 'note' : 'reply'
  return { ...rest, mode, ...together(one[mode], two[mode]), aside: together(one[other], two[other]) }
}
