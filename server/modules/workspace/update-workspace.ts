import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import { demandTimeZone } from './create-workspace.ts'
import { timeZoneChanged } from './events.ts'
import { updateRow, workspaceRow, type WorkspaceRow } from './queries.ts'

/** Changes the workspace's settings. */
export const updateWorkspace = async (
  tx: Tx,
  caller: Caller,
  change: Partial<Omit<WorkspaceRow, 'id'>>,
): Promise<WorkspaceRow> => {
  demand(caller, 'settings.write')
  if (change.timeZone !== undefined) demandTimeZone(change.timeZone)
  const before = await workspaceRow(tx)
  const after = await updateRow(tx, change)
  await recordAudit(tx, caller, {
    action: 'workspace.update',
    subject: { kind: 'workspace' },
    details: changedFields(before, after),
  })
  if (before.timeZone !== after.timeZone) tx.announce(timeZoneChanged({ timeZone: after.timeZone }))
  return after
}
