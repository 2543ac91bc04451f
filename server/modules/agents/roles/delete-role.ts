import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid } from '../../../kernel/errors.ts'
import { recordAudit } from '../../audit/index.ts'
import { agentChanged, roleChanged } from '../events.ts'
import { deleteRoleRow, lockHolders, moveHolders } from '../queries/roles.ts'
import { columnsOf } from './fixed.ts'
import { demandMayGive } from './grants.ts'
import { demandRole, demandRow } from './save-role.ts'

/**
 * Removes a role; who has it gets another one. Throws `conflict` when somebody has it and no other role was said, and
 * `forbidden` where one of the two may do more than the caller.
 */
export const deleteRole = async (
  tx: Tx,
  caller: Caller,
  id: string,
  moveTo: string | null,
): Promise<void> => {
  demand(caller, 'people.write')
  const role = await demandRole(tx, id)
  demandRow(tx, caller, role)
  const holders = await lockHolders(tx, id)
  if (holders.length > 0) {
    if (moveTo === null || moveTo.toLowerCase() === id.toLowerCase())
      throw conflict(
        'agents.role-in-use',
        `${holders.length} people have this role. Say which role they get instead.`,
      )
    if (moveTo === 'owner' && holders.some(({ bot }) => bot))
      throw invalid('agents.bot', 'A bot is no owner. Choose another role.')
    await demandMayGive(tx, caller, moveTo)
    await moveHolders(tx, id, columnsOf(moveTo))
  }
  await deleteRoleRow(tx, id)
  const agentIds = holders.map((holder) => holder.id)
  await recordAudit(tx, caller, {
    action: 'agents.delete-role',
    subject: { kind: 'role', id },
    details: { name: role.name, ...(agentIds.length > 0 ? { agentIds, moveTo } : {}) },
  })
  tx.announce(roleChanged({ roleId: id }))
  for (const { id: agentId, active } of holders) tx.announce(agentChanged({ agentId, active, sight: true }))
}
