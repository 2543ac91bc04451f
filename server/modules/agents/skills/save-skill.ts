import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, notFound, type AppError } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import type { Skill } from '../contract-presence.ts'
import { demandName } from '../create-agent.ts'
import { skillsChanged } from '../events.ts'
import { deleteSkillRow, insertSkill, renameSkillRow, skillRow } from './queries.ts'

const demandSkill = async (tx: Tx, id: string): Promise<Skill> => {
  const row = await skillRow(tx, id)
  if (!row) throw notFound('agents.no-skill', 'There is no such skill.')
  return row
}

const nameTaken = (name: string): AppError =>
  conflict('agents.skill-exists', `There is a skill “${name}” already. Choose another name.`)

const note = (tx: Tx, caller: Caller, action: string, id: string, details: object): Promise<void> => {
  tx.announce(skillsChanged({ agentIds: [] }))
  return recordAudit(tx, caller, {
    action: `agents.${action}`,
    subject: { kind: 'skill', id },
    details: { ...details },
  })
}

/** Names a skill. Throws `conflict` when the name is taken. */
export const createSkill = async (tx: Tx, caller: Caller, input: string): Promise<Skill> => {
  demand(caller, 'skills.write')
  const skill = { id: newId(), name: demandName(input) }
  if (!(await insertSkill(tx, skill))) throw nameTaken(skill.name)
  await note(tx, caller, 'create-skill', skill.id, { name: skill.name })
  return demandSkill(tx, skill.id)
}

/** Gives a skill another name. Throws `conflict` when it is taken. */
export const renameSkill = async (tx: Tx, caller: Caller, id: string, input: string): Promise<Skill> => {
  demand(caller, 'skills.write')
  const before = await demandSkill(tx, id)
  const name = demandName(input)
  if (name === before.name) return before
  if (!(await renameSkillRow(tx, { id, name }))) throw nameTaken(name)
  await note(tx, caller, 'rename-skill', id, { name: { from: before.name, to: name } })
  return demandSkill(tx, id)
}

/** Removes a skill: nobody has it any more. */
export const deleteSkill = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'skills.write')
  const { name } = await demandSkill(tx, id)
  await deleteSkillRow(tx, id)
  await note(tx, caller, 'delete-skill', id, { name })
}
