import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { forbidden } from '../../kernel/errors.ts'
import { agentsByIds, type Agent } from '../agents/index.ts'

/** A caller who is a person. Throws `forbidden` for keys: they can't change how their owner signs in. */
export const demandPerson = (caller: Caller): Caller & { id: string } => {
  if (caller.kind !== 'person' || caller.id === undefined) {
    throw forbidden('access.person-only', 'An API key can’t do this. Sign in in the browser.')
  }
  return { ...caller, id: caller.id }
}

/** Id of the person whom a call acts for. Throws `forbidden` for the system. */
export const demandId = (caller: Caller): string => {
  if (caller.id === undefined)
    throw forbidden('access.nobody', 'Only a person or an API key can ask for this.')
  return caller.id
}

/** Throws unless the person may sign in. Only say so to somebody who has proved who they are. */
export const demandActive = (agent: Agent): void => {
  if (agent.active) return
  throw forbidden('access.switched-off', 'This account was switched off. Ask an owner of the workspace.')
}

/** The person behind an id that is known to be right. */
export const agentOf = async (db: Db, id: string): Promise<Agent> => {
  const [agent] = await agentsByIds(db, [id])
  if (!agent) throw forbidden('access.switched-off', 'This account does not exist any more.')
  return agent
}

/** A person as the actor of what they do while signing in; holds no permission. */
export const actorOf = (workspaceId: number, agent: Agent): Caller => ({
  workspaceId,
  kind: 'person',
  id: agent.id,
  name: agent.name,
  role: agent.role,
  permissions: new Set(),
  sight: new Set(),
})
