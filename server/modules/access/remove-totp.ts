import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { agentsByIds, demandOver } from '../agents/index.ts'
import { recordAudit } from '../audit/index.ts'
import { agentOf, demandPerson } from './account.ts'
import { confirmPassword } from './confirm-password.ts'
import { clearTotp } from './queries/credentials.ts'
import { forgive, subjects } from './throttle.ts'

/** Switches the caller's own second factor off. */
export const removeTotp = async (
  db: WorkspaceDb,
  caller: Caller,
  input: { password: string },
): Promise<void> => {
  const { id } = demandPerson(caller)
  await confirmPassword(db, await agentOf(db, id), input.password, 'password')
  await db.tx((tx) => switchOff(tx, caller, id))
}

/** Switches off the second factor of somebody who lost phone and recovery codes. */
export const removeAgentTotp = async (tx: Tx, caller: Caller, agentId: string): Promise<void> => {
  demand(caller, 'people.write')
  const [agent] = await agentsByIds(tx, [agentId])
  if (!agent) throw notFound('access.no-agent', 'There is no such person here.')
  await demandOver(tx, caller, agent)
  await switchOff(tx, caller, agent.id)
}

const switchOff = async (tx: Tx, caller: Caller, agentId: string): Promise<void> => {
  await forgive(tx, subjects.code(agentId))
  if (!(await clearTotp(tx, agentId))) return
  const subject = { kind: 'agent', id: agentId }
  await recordAudit(tx, caller, { action: 'access.second-factor-off', subject })
}
