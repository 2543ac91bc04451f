import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { newToken, sha256 } from '../../kernel/secrets/index.ts'
import { agentsByIds, demandOver } from '../agents/index.ts'
import { recordAudit } from '../audit/index.ts'
import { demandId } from './account.ts'
import { toApiKey } from './list-api-keys.ts'
import { insertApiKey } from './queries/api-keys.ts'

/** What every key begins with, so that scanners for leaked secrets recognise it. */
const KEY_PREFIX = 'mdg_'

/**
 * Makes a key that acts as a person: the caller, or another one whom the caller may manage. Its text is given this
 * once. Throws `invalid` when there is no such person.
 */
export const createApiKey = async (
  tx: Tx,
  caller: Caller,
  input: { name: string; agentId?: string | undefined },
) => {
  demand(caller, 'settings.write')
  if (input.agentId !== undefined && input.agentId !== caller.id) demand(caller, 'people.write')
  const [agent] = await agentsByIds(tx, [input.agentId ?? demandId(caller)])
  if (!agent?.active)
    throw invalid('access.no-agent', 'This person does not exist or is switched off. Choose another.')
  // A key acts as its person: nobody makes themselves one that may do more.
  await demandOver(tx, caller, agent)
  const key = `${KEY_PREFIX}${newToken()}`
  const row = await insertApiKey(tx, {
    hash: sha256(key),
    id: newId(),
    agentId: agent.id,
    name: input.name,
    prefix: key.slice(0, KEY_PREFIX.length + 6),
  })
  await recordAudit(tx, caller, {
    action: 'access.create-api-key',
    subject: { kind: 'api-key', id: row.id },
    details: { name: input.name, agentId: agent.id },
  })
  return { apiKey: toApiKey(row), key }
}
