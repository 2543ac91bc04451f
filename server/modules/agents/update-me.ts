import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { forbidden } from '../../kernel/errors.ts'
import { refusePlaceholders } from '../../kernel/variables/index.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import { demandTimeZone } from '../workspace/index.ts'
import type { Agent } from './contract.ts'
import { demandName } from './create-agent.ts'
import { agentChanged } from './events.ts'
import { lockAgent, updateAgentRow, type AgentRow } from './queries/agents.ts'
import { demandAgent } from './read-agents.ts'
import { toAgent, trimmed } from './shape.ts'

/** What everybody may change of themselves; what is left out stays. */
export interface MyChange {
  name?: string | undefined
  kana?: string | null | undefined
  language?: 'ja' | 'en' | undefined
  signature?: string | undefined
  /** null: the workspace's. */
  timeZone?: string | null | undefined
}

/** Changes the caller's own name, language, time zone and signature. */
export const updateMe = async (tx: Tx, caller: Caller, change: MyChange): Promise<Agent> => {
  if (caller.id === undefined) throw forbidden('agents.nobody', 'Only a person has a profile to change.')
  if (change.timeZone) demandTimeZone(change.timeZone)
  refusePlaceholders(change.signature ?? '')
  await lockAgent(tx, caller.id)
  const before = await demandAgent(tx, caller.id)
  const after: AgentRow = {
    ...before,
    name: change.name === undefined ? before.name : demandName(change.name),
    kana: change.kana === undefined ? before.kana : trimmed(change.kana),
    language: change.language ?? before.language,
    signature: change.signature ?? before.signature,
    timeZone: change.timeZone === undefined ? before.timeZone : change.timeZone,
  }
  const changed = changedFields(before, after)
  if (Object.keys(changed).length === 0) return toAgent(before)
  await updateAgentRow(tx, after)
  await recordAudit(tx, caller, {
    action: 'agents.update-me',
    subject: { kind: 'agent', id: before.id },
    details: changed,
  })
  tx.announce(agentChanged({ agentId: before.id, active: before.active, sight: false }))
  return toAgent(after)
}
