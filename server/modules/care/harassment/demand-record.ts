import { demandSight, may, type Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { localDay } from '../../hours/index.ts'
import { getWorkspace } from '../../workspace/index.ts'
import { harassmentRow, holdHarassment, type HarassmentRow, type ListedRow } from '../queries/harassments.ts'

const none = () => notFound('care.no-harassment', 'There is no such record.')

const seen = <Row extends HarassmentRow>(caller: Caller, row: Row | undefined): Row => {
  if (!row) throw none()
  demandSight(caller, row.inboxId, 'care.no-harassment', 'record')
  return row
}

/** A record in the caller's sight, held; throws `not-found`. */
export const demandRecord = async (tx: Tx, caller: Caller, id: string): Promise<HarassmentRow> =>
  seen(caller, await holdHarassment(tx, id))

/** The same with its conversation, for reading; whoever may not handle records sees those that they reported or bore. */
export const demandOwnRecord = async (db: Db, caller: Caller, id: string): Promise<ListedRow> => {
  const row = seen(caller, await harassmentRow(db, id))
  if (!isTheirs(caller, row)) throw none()
  return row
}

/** True for those who handle records, and for whoever reported or bore this one. */
export const isTheirs = (
  caller: Caller,
  { reportedBy, exposed }: Pick<HarassmentRow, 'reportedBy' | 'exposed'>,
): boolean =>
  may(caller, 'harassment.handle') ||
  (caller.id !== undefined && (reportedBy === caller.id || exposed.includes(caller.id)))

/** Throws `conflict` unless the record stands: closed and dismissed ones are opened again first. */
export const demandStanding = ({ state }: Pick<HarassmentRow, 'state'>): void => {
  if (state === 'closed' || state === 'dismissed')
    throw conflict('care.record-closed', 'This record is closed. Open it again first.')
}

/** Today in the workspace's time zone. */
export const todayOf = async (db: Db): Promise<string> =>
  localDay((await getWorkspace(db)).timeZone, db.kernel.clock.now())
