import type { Db, Tx } from '../../kernel/db/index.ts'
import { newToken, sha256 } from '../../kernel/secrets/index.ts'
import { deleteLink, deleteLinksOf, insertLink, linkRow, type LinkRow } from './queries/links.ts'

const HOUR = 3_600_000
const LIFE = { invitation: 7 * 24 * HOUR, reset: HOUR } as const

/**
 * A link through which a person chooses a password: good once, for an hour (7 days for an invitation). The token
 * stands behind the `#`, which browsers send to no server, so that no log and no `Referer` has it.
 */
export const createPasswordLink = async (tx: Tx, agentId: string, kind: LinkRow['kind']): Promise<string> => {
  const token = newToken()
  const expiresAt = new Date(tx.now.getTime() + LIFE[kind])
  await insertLink(tx, { hash: sha256(token), agentId, kind, expiresAt })
  return `${tx.kernel.publicUrl}/set-password#${token}`
}

/** Whose link a token is, in whichever workspace; undefined when it was used, ran out, or never was. */
export const findPasswordLink = (db: Db, token: string): Promise<LinkRow | undefined> =>
  linkRow(db, sha256(token), db.kernel.clock.now())

/** Uses a link up and ends the person's other ones; false when it was used meanwhile. */
export const takePasswordLink = async (tx: Tx, token: string, agentId: string): Promise<boolean> => {
  const mine = await deleteLink(tx, sha256(token))
  if (mine) await deleteLinksOf(tx, agentId)
  return mine
}

/** Ends every link of a person. */
export const endPasswordLinks = async (tx: Tx, agentId: string): Promise<void> => {
  await deleteLinksOf(tx, agentId)
}
