import type { Db } from '../../../kernel/db/index.ts'
import { isId } from '../../../kernel/ids.ts'

const DAYS = 90
const DAY_MS = 86_400_000
const PURPOSE = 'aside-link'

/** Until when a link holds that is made now. */
export const linkUntil = (now: Date): Date => new Date(now.getTime() + DAYS * DAY_MS)

/** The address behind which an aside is answered without a seat. What stands behind the `#` reaches no server's log. */
export const linkOf = (db: Db, { id, linkEpoch }: { id: string; linkEpoch: number }): string => {
  const said = `${db.workspaceId}.${id}.${linkEpoch}`
  return `${db.kernel.publicUrl}/answer#${said}.${db.kernel.vault.sign(PURPOSE, said)}`
}

/** What a link's token names, where we signed it. Whether it still holds is written with the aside. */
export const readToken = (
  { vault }: Db['kernel'],
  token: string,
): { workspaceId: number; asideId: string; epoch: number } | undefined => {
  const [workspace = '', asideId = '', epoch = '', signature = '', ...more] = token.split('.')
  const said = `${workspace}.${asideId}.${epoch}`
  const isShaped = /^[1-9]\d{0,14}$/.test(workspace) && /^[1-9]\d{0,8}$/.test(epoch) && isId(asideId)
  if (more.length > 0 || !isShaped || !vault.verify(PURPOSE, said, signature)) return undefined
  return { workspaceId: Number(workspace), asideId, epoch: Number(epoch) }
}
