import { createHash } from 'node:crypto'
import type { Said } from './neutral.ts'
import type { ImportRow } from './queries/imports.ts'

type Origin = Pick<ImportRow, 'source' | 'account'>

const hash = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex')

/** Under which a talk or a person of a source is kept, for ever: a hash, since ids bear addresses. */
export const keyOf = ({ source, account }: Origin, kind: 'talk' | 'person', id: string): string =>
  hash(source, account.trim().toLowerCase(), kind, id)

/** The same of something said: a mail is the same one in whichever mailbox's file; elsewhere ids are the talk's own. */
export const saidKey = (origin: Origin, talkId: string, { id }: Pick<Said, 'id'>): string =>
  origin.source === 'mbox'
    ? hash('mail', origin.account, id)
    : hash(origin.source, origin.account.trim().toLowerCase(), talkId, id)
