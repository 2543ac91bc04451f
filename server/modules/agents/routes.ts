import { defineRoom } from '../../kernel/room.ts'
import { agents, presenceRoutes, roleRoutes } from './contract.ts'
import { createBot } from './create-bot.ts'
import { createTeam } from './create-team.ts'
import { deleteTeam } from './delete-team.ts'
import { inviteAgent } from './invite-agent.ts'
import { pushes } from './live.ts'
import { keeps } from './presence/keep-changes.ts'
import { listPresences } from './presence/read-presences.ts'
import { reasonRows } from './presence/queries.ts'
import { saveReasons } from './presence/save-reasons.ts'
import { setMyPresence, setPresence } from './presence/set-presence.ts'
import { tellGone } from './presence/tell-gone.ts'
import { listAgents, listTeams } from './read-agents.ts'
import { deleteRole } from './roles/delete-role.ts'
import { listPermissions, listRoles } from './roles/list-roles.ts'
import { createRole, updateRole } from './roles/save-role.ts'
import { profileRows, skillRows } from './skills/queries.ts'
import { saveProfile } from './skills/save-profile.ts'
import { createSkill, deleteSkill, renameSkill } from './skills/save-skill.ts'
import { updateAgent } from './update-agent.ts'
import { updateMe } from './update-me.ts'
import { updateTeam } from './update-team.ts'
import { variables } from './variables.ts'

/** The agents room's wiring. */
export const room = defineRoom({
  name: 'agents',
  contract: { ...agents, ...presenceRoutes, ...roleRoutes },
  keeps,
  pushes,
  variables,
  permissions: {
    'people.write': {
      roles: ['owner'],
      title: { en: 'Manage people and teams', ja: 'メンバーとチームを管理する' },
      group: 'house',
      everywhere: true,
      detail: {
        en: 'Invites people, decides their roles and teams, makes roles and helps with sign-in. Nobody can give a role that may do more than their own.',
        ja: 'メンバーの招待、ロールとチームの変更、ロールの作成、サインインのサポートができます。自分にない権限を含むロールは付与できません。',
      },
    },
    'presence.write': {
      roles: ['owner', 'lead'],
      title: { en: 'Set the presence of others', ja: 'ほかの担当者の在席状況を変更する' },
      group: 'leading',
    },
    'skills.write': {
      roles: ['owner', 'lead'],
      title: { en: 'Manage skills and capacity', ja: 'スキルと対応可能件数を管理する' },
      group: 'leading',
    },
  },
  recurring: [{ name: 'agents.tell-gone', cron: '* * * * *', run: ({ db }) => tellGone(db) }],
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
    listRoles: (_input, { db }) => listRoles(db),
    listPermissions: async (_input, { db }) => listPermissions(db),
    createRole: ({ body }, { tx, caller }) => createRole(tx, caller, body),
    updateRole: ({ params, body }, { tx, caller }) => updateRole(tx, caller, params.roleId, body),
    deleteRole: async ({ params, body }, { tx, caller }) => {
      await deleteRole(tx, caller, params.roleId, body.moveTo)
      return null
    },
    listPresences: (_input, { db }) => listPresences(db),
    setMyPresence: ({ body }, { tx, caller }) => setMyPresence(tx, caller, body),
    setPresence: ({ params, body }, { tx, caller }) => setPresence(tx, caller, params.agentId, body),
    listPresenceReasons: (_input, { db }) => reasonRows(db),
    savePresenceReasons: ({ body }, { tx, caller }) => saveReasons(tx, caller, body),
    listSkills: (_input, { db }) => skillRows(db),
    createSkill: ({ body }, { tx, caller }) => createSkill(tx, caller, body.name),
    renameSkill: ({ params, body }, { tx, caller }) => renameSkill(tx, caller, params.skillId, body.name),
    deleteSkill: async ({ params }, { tx, caller }) => {
      await deleteSkill(tx, caller, params.skillId)
      return null
    },
    listWorkProfiles: (_input, { db }) => profileRows(db),
    saveWorkProfile: ({ params, body }, { tx, caller }) => saveProfile(tx, caller, params.agentId, body),
  },
})
