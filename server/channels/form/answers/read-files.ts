import type { ArrivalFile } from '../../channel.ts'
import { isWelcome } from '../../../kernel/mime/welcome.ts'
import type { Field } from '../fields.ts'
import type { Complaint } from '../refuse.ts'
import type { FormInbox } from '../settings.ts'
import { complaints, fileTooLarge, tooManyFiles } from './complaints.ts'

/** A file and the field that it came in, where the sender said so; `cut`: it is larger than may be sent, and not whole. */
export type GivenFile = ArrivalFile & { field?: string; cut?: boolean }

/** Files of each attachment field. One whose field is not told belongs to the first; one of no field is left out. */
export const filesByField = (
  fields: readonly Field[],
  files: readonly GivenFile[],
): Map<string, GivenFile[]> => {
  const keys = fields.filter(({ kind }) => kind === 'attachment').map(({ key }) => key)
  return new Map(
    keys.map((key, at) => [
      key,
      files.filter(({ field }) => (field === undefined ? at === 0 : field === key)),
    ]),
  )
}

/** What is wrong with the files of a field; undefined when they may be kept. */
export const complainOfFiles = (
  inbox: FormInbox,
  key: string,
  files: readonly GivenFile[],
  maxUploadBytes: number,
): Complaint | undefined => {
  const { largestMegabytes, most } = inbox.settings.attachments
  if (files.length > most) return { field: key, words: tooManyFiles(most) }
  const bytes = Math.min(largestMegabytes * 1024 * 1024, maxUploadBytes)
  if (files.some(({ content, cut }) => cut || content.length > bytes))
    return { field: key, words: fileTooLarge(Math.floor(bytes / 1024 / 1024)) }
  return files.every(isWelcome) ? undefined : { field: key, words: complaints.fileType }
}
