import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { agentsByIds, createPasswordLink, demandOver } from '../agents/index.ts'
import { recordAudit } from '../audit/index.ts'

/** A reset link to hand over, good once for an hour. Throws `conflict` for somebody who was switched off. */
export const createReset = async (tx: Tx, caller: Caller, agentId: string): Promise<{ url: string }> => {
  demand(caller, 'people.write')
  const [agent] = await agentsByIds(tx, [agentId])
  if (!agent) throw notFound('access.no-agent', 'There is no such person here.')
  await demandOver(tx, caller, agent)
  if (!agent.active)
    throw conflict('access.switched-off', 'This account is switched off. Switch it on first.')
  if (agent.bot)
    throw conflict('access.bot', 'A bot works through an API key and has no password. Make a key for it.')
  await recordAudit(tx, caller, { action: 'access.create-reset', subject: { kind: 'agent', id: agent.id } })
  return { url: await createPasswordLink(tx, agent.id, 'reset') }
}
