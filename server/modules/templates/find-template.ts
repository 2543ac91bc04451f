import { demand, may, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { conflict, forbidden, notFound } from '../../kernel/errors.ts'
import { localDay } from '../hours/index.ts'
import { getWorkspace } from '../workspace/index.ts'
import {
  countTemplates,
  holdLibrary,
  templateRow,
  type TemplateRow,
  type Viewer,
} from './queries/templates.ts'

/** The caller as somebody who looks at the library. */
export const viewerOf = (caller: Caller): Viewer => ({
  agentId: caller.id ?? null,
  all: may(caller, 'templates.approve'),
})

/** True for those who approve, and for an owner who may write. */
export const mayChange = (caller: Caller, { ownerId }: Pick<TemplateRow, 'ownerId'>): boolean =>
  may(caller, 'templates.approve') || (may(caller, 'templates.manage') && ownerId === caller.id)

/** An answer that the caller may see, or `not-found`. */
export const findTemplate = async (db: Db, caller: Caller, id: string): Promise<TemplateRow> => {
  demand(caller, 'conversations.reply')
  const row = await templateRow(db, viewerOf(caller), id)
  if (!row) throw notFound('templates.no-template', 'There is no such answer.')
  return row
}

/** Throws `forbidden` unless the caller may change the answer. */
export const demandChange = (caller: Caller, row: TemplateRow): void => {
  if (!mayChange(caller, row))
    throw forbidden(
      'templates.not-yours',
      'This answer belongs to somebody else. Ask them, or somebody who approves answers, to change it.',
    )
}

/**
 * An answer that the caller may change, as they looked at it; the library is held until the end of the transaction.
 * Throws `conflict` where somebody else changed it since.
 */
export const holdForChange = async (
  tx: Tx,
  caller: Caller,
  id: string,
  revision: number,
): Promise<TemplateRow> => {
  await holdLibrary(tx)
  const row = await findTemplate(tx, caller, id)
  demandChange(caller, row)
  if (row.revision !== revision)
    throw conflict(
      'templates.changed-meanwhile',
      'Somebody else changed this answer meanwhile. Look at it again before you change it.',
    )
  return row
}

const MOST = 2000

/** Throws `conflict` where the library, which is held, has no room for one more. */
export const demandRoom = async (tx: Tx): Promise<void> => {
  if ((await countTemplates(tx)) >= MOST)
    throw conflict('templates.too-many', `There are ${MOST} answers already. Put some away first.`)
}

/** The caller as a person: answers belong to people. */
export const demandPerson = (caller: Caller): string => {
  if (caller.id === undefined)
    throw forbidden('templates.no-person', 'Answers belong to people. Sign in as a person to save one.')
  return caller.id
}

/** Today where the workspace is: answers expire by its days. */
export const today = async (db: Db): Promise<string> =>
  localDay((await getWorkspace(db)).timeZone, db.kernel.clock.now())

/** True if people may put the answer into what they write on this day. */
export const isUsable = ({ approved, archivedAt, expiresOn }: TemplateRow, day: string): boolean =>
  approved !== null && archivedAt === null && (expiresOn === null || expiresOn >= day)
