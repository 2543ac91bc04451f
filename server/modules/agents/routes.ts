import { defineRoom } from '../../kernel/room.ts'
import { agents } from './contract.ts'
import { createBot } from './create-bot.ts'
import { createTeam } from './create-team.ts'
import { deleteTeam } from './delete-team.ts'
import { inviteAgent } from './invite-agent.ts'
import { pushes } from './live.ts'
import { listAgents, listTeams } from './read-agents.ts'
import { updateAgent } from './update-agent.ts'
import { updateMe } from './update-me.ts'
import { updateTeam } from './update-team.ts'

/** The agents room's wiring. */
export const room = defineRoom({
  name: 'agents',
  contract: agents,
  pushes,
  permissions: {
    'people.write': {
      roles: ['owner'],
      title: { en: 'Manage people and teams', ja: 'メンバーとチームを管理する' },
    },
  },
  handlers: {
    listAgents: (_input, { db }) => listAgents(db),
    createAgent: ({ body }, { tx, caller }) => inviteAgent(tx, caller, body),
    createBot: ({ body }, { tx, caller }) => createBot(tx, caller, body),
    updateAgent: ({ params, body }, { tx, caller }) => updateAgent(tx, caller, params.agentId, body),
    updateMe: ({ body }, { tx, caller }) => updateMe(tx, caller, body),
    listTeams: (_input, { db }) => listTeams(db),
    createTeam: ({ body }, { tx, caller }) => createTeam(tx, caller, body),
    updateTeam: ({ params, body }, { tx, caller }) => updateTeam(tx, caller, params.teamId, body),
    deleteTeam: async ({ params }, { tx, caller }) => {
      await deleteTeam(tx, caller, params.teamId)
      return null
    },
  },
})
