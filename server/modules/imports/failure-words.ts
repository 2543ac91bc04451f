import { errorText } from '../../kernel/errors.ts'
import { BadArchive } from './reading/zip.ts'
import type { ImportRow } from './queries/imports.ts'

/** Why an import came to an end before its time; the screens have words for each code. */
export const failureOf = (error: unknown): NonNullable<ImportRow['failure']> =>
  error instanceof BadArchive
    ? { code: error.message, detail: '' }
    : { code: 'error', detail: errorText(error).slice(0, 500) }

/** A failure that no further attempt would mend. */
export const isFinal = (error: unknown): boolean => error instanceof BadArchive
