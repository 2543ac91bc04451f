import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import type { Agent } from '../../agents/index.ts'
import { unreadOf } from '../queries/notices.ts'
import type { Settled } from '../queries/sendings.ts'
import type { Said } from '../say-it.ts'
import type { Outward } from './decide.ts'
import { mailOut } from './mail-out.ts'
import { pushOut } from './push-out.ts'
import { mailedWords, pushedWords } from './words.ts'

/** What leaves the app together. */
export interface Parcel {
  way: Outward
  said: readonly Said[]
  /** Customers' names, subjects and words may stand in it. */
  withWords: boolean
  /** How often it was tried before. */
  tries: number
  signal?: AbortSignal | undefined
}

/** Sends something to a person in a way that leads out of the app; gives what became of it. */
export const handOver = async (
  db: WorkspaceDb,
  { id, name, email, language }: Agent,
  { way, said, withWords, tries, signal }: Parcel,
): Promise<Settled> => {
  if (way === 'mail') {
    const words = mailedWords(said, { language, withWords, name, url: db.kernel.publicUrl })
    return mailOut(db, { name, address: email }, words, tries)
  }
  const unread = (await unreadOf(db, [id])).get(id) ?? 0
  return pushOut(db, id, pushedWords(said, { language, withWords, unread }), tries, signal)
}
