import type { Db } from '../../kernel/db/index.ts'
import { allIds, reserveId, workspaceRow } from './queries.ts'

/** Makes a workspace; gives its id. Tells whether this machine knows a time zone, or throws unless it does. */
export { createWorkspace, demandTimeZone, isTimeZone } from './create-workspace.ts'
/** What the room announces. */
export { timeZoneChanged } from './events.ts'
/** Adds a brand; removes one that nothing uses. */
export { createBrand, deleteBrand } from './save-brand.ts'
/** The settings of the workspace that the handle is bound to. */
export const getWorkspace = (db: Db) => workspaceRow(db)
/** Ids of all workspaces of this installation; works on the reference handle. */
export const workspaceIds = (db: Db) => allIds(db)
/** Reserves the id of a workspace that is about to be made; works on the reference handle. */
export const reserveWorkspace = (db: Db) => reserveId(db)
