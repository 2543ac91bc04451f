import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Agent } from './contract.ts'
import { createAgent, type NewAgent } from './create-agent.ts'
import { createPasswordLink } from './password-link.ts'

/** Adds a person and gives the link through which they choose their password. */
export const inviteAgent = async (
  tx: Tx,
  caller: Caller,
  input: NewAgent,
): Promise<{ agent: Agent; inviteUrl: string }> => {
  const agent = await createAgent(tx, caller, input)
  return { agent, inviteUrl: await createPasswordLink(tx, agent.id, 'invitation') }
}
