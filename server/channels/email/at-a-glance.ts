import { createHash } from 'node:crypto'
import { readHeaders } from './parse/headers.ts'

const LONGEST = 300

/** Who wrote a mail and about what, as its headers say. */
export const outline = (start: Buffer): { from?: string; subject?: string } => {
  const headers = readHeaders(start)
  const [from, subject] = [headers.text('from').slice(0, LONGEST), headers.text('subject').slice(0, LONGEST)]
  return { ...(from ? { from } : {}), ...(subject ? { subject } : {}) }
}

/** What people read of a mail beside its body; everything else changes with the way that it took. */
const read = ['from', 'sender', 'reply-to', 'to', 'cc', 'subject', 'date', 'in-reply-to', 'references']

/**
 * The same for two copies of a mail, however they came. Machines send one Message-ID and one text again and again, with
 * another subject or date: those are mails of their own.
 */
export const likeness = (raw: Buffer): string => {
  const headers = readHeaders(raw)
  const values = read.map((name) => headers.all(name).map((value) => value.replaceAll(/\s+/g, ' ').trim()))
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16)
}
