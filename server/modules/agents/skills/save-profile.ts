import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import { changedFields, recordAudit } from '../../audit/index.ts'
import type { WorkProfile, WorkProfileInput } from '../contract-presence.ts'
import { skillsChanged } from '../events.ts'
import { lockAgent } from '../queries/agents.ts'
import { demandAgent } from '../read-agents.ts'
import { existingSkills, profileRows, putProfile } from './queries.ts'

const isTwice = (names: readonly string[]): boolean => new Set(names).size < names.length

const check = async (tx: Tx, { languages, skills }: WorkProfileInput): Promise<void> => {
  if (isTwice(languages.map(({ language }) => language)) || isTwice(skills.map(({ skillId }) => skillId)))
    throw invalid('agents.level-twice', 'A skill or language stands there twice. Leave one of the two out.')
  const ids = skills.map(({ skillId }) => skillId)
  if (ids.length > 0 && (await existingSkills(tx, ids)).length < ids.length)
    throw invalid('agents.unknown-skill', 'One of the skills does not exist any more. Choose again.')
}

const demandProfile = async (tx: Tx, agentId: string): Promise<WorkProfile> => {
  const [profile] = await profileRows(tx, agentId)
  if (!profile) throw invalid('agents.bot-profile', 'A bot has no skills and no capacity. Choose a person.')
  return profile
}

/** Replaces what a person can do and how much they take at a time. */
export const saveProfile = async (
  tx: Tx,
  caller: Caller,
  agentId: string,
  input: WorkProfileInput,
): Promise<WorkProfile> => {
  demand(caller, 'skills.write')
  await lockAgent(tx, agentId)
  await demandAgent(tx, agentId)
  await check(tx, input)
  const before = await demandProfile(tx, agentId)
  await putProfile(tx, agentId, input)
  const after = await demandProfile(tx, agentId)
  const changed = changedFields(before, after)
  if (Object.keys(changed).length === 0) return after
  await recordAudit(tx, caller, {
    action: 'agents.save-work-profile',
    subject: { kind: 'agent', id: agentId },
    details: changed,
  })
  tx.announce(skillsChanged({ agentIds: [agentId] }))
  return after
}
