import { limits } from './limits.ts'

/** Reads the text of PDF and Office files in a process of its own, within limits. */
export { readFileText, type FileText } from './read-file-text.ts'
/** Files of more bytes have no text. */
export const MOST_BYTES = limits.bytes
