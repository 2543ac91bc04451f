import { defineEvent } from '../../kernel/events/index.ts'

/**
 * A person was added or changed. `sight`: what they may see or do is another now (role, teams, switched on or off),
 * so open screens of theirs must be closed.
 */
export const agentChanged = defineEvent<{ agentId: string; active: boolean; sight: boolean }>('agent.changed')

/** A role of the workspace's own was made, changed or removed; who has it is told of by `agent.changed`. */
export const roleChanged = defineEvent<{ roleId: string }>('role.changed')

/** A team was made or changed. `sight`: its members are others now. */
export const teamChanged = defineEvent<{ teamId: string; sight: boolean }>('team.changed')

/** A team is gone. What pointed to it must let go. */
export const teamDeleted = defineEvent<{ teamId: string }>('team.deleted')

/** Somebody chose another state, came (a screen of theirs is open where none was), or is not here any more. */
export const presenceChanged = defineEvent<{ agentIds: string[] }>('presence.changed')

/** What people can do is another now: `agentIds` of those whose profile was saved; none where a skill itself changed. */
export const skillsChanged = defineEvent<{ agentIds: string[] }>('skills.changed')
