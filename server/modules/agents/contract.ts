import { z } from 'zod'
import { defineContract, empty, id, language, line, moment } from '../../kernel/contract.ts'
import { role } from './contract-roles.ts'

/** Who is here, and what they can do. */
export { presenceRoutes } from './contract-presence.ts'
/** Roles: the house's own, and those that a workspace makes. */
export { fixedRole, role, roleRoutes } from './contract-roles.ts'
export type { FixedRole, OneRole, Role } from './contract-roles.ts'

/** A person who works in the product, or a bot that does. */
export const agent = z.object({
  id,
  name: z.string(),
  kana: z.string().nullable(),
  email: z.string().describe('Empty: a bot has none.'),
  bot: z
    .boolean()
    .describe('Works through its API keys alone, and writes only where a conversation is assigned to it.'),
  role,
  answers: z
    .boolean()
    .describe('Their role lets them answer customers, so conversations may be given to them.'),
  teamIds: z.array(id),
  active: z.boolean(),
  language,
  signature: z.string(),
  timeZone: z.string().nullable().describe('Zone of the times that they see; null: the workspace’s.'),
  lastSeenAt: moment.nullable(),
  createdAt: moment,
})
export type Agent = z.infer<typeof agent>

export const team = z.object({ id, name: z.string(), agentIds: z.array(id), createdAt: moment })
export type Team = z.infer<typeof team>

const read = 'signed-in' as const
const people = { permission: 'people.write' } as const
const oneAgent = z.object({ agentId: id })
const oneTeam = z.object({ teamId: id })

export const agents = defineContract({
  listAgents: {
    method: 'GET',
    path: '/api/agents',
    summary: 'Everybody who works here.',
    access: read,
    output: z.array(agent),
  },
  createAgent: {
    method: 'POST',
    path: '/api/agents',
    summary: 'Adds a person; they set their password through the link that is returned once.',
    access: people,
    status: 201,
    body: z.object({
      name: line(100),
      kana: z.string().max(100).optional(),
      email: z.email().max(254),
      role,
      teamIds: z.array(id).max(100).default([]),
      language: language.default('ja'),
    }),
    output: z.object({ agent, inviteUrl: z.string().describe('Valid for 7 days, once.') }),
  },
  createBot: {
    method: 'POST',
    path: '/api/bots',
    summary:
      'Adds a bot: conversations are assigned to it as to a person, and it works through an API key of its own.',
    access: people,
    status: 201,
    body: z.object({
      name: line(100),
      teamIds: z.array(id).max(100).default([]),
      language: language.default('ja'),
    }),
    output: agent,
  },
  updateAgent: {
    method: 'PATCH',
    path: '/api/agents/:agentId',
    summary: 'Changes a person’s name, address, role, teams or whether they may sign in.',
    access: people,
    params: oneAgent,
    body: z.object({
      name: line(100).optional(),
      kana: z.string().max(100).nullable().optional(),
      email: z.email().max(254).optional(),
      role: role.optional(),
      teamIds: z.array(id).max(100).optional(),
      active: z.boolean().optional(),
    }),
    output: agent,
  },
  updateMe: {
    method: 'PATCH',
    path: '/api/me',
    summary: 'Changes the caller’s own name, language, time zone and signature.',
    access: read,
    body: z.object({
      name: line(100).optional(),
      kana: z.string().max(100).nullable().optional(),
      language: language.optional(),
      signature: z.string().max(5000).optional(),
      timeZone: line(60).nullable().optional().describe('null: the workspace’s.'),
    }),
    output: agent,
  },
  listTeams: {
    method: 'GET',
    path: '/api/teams',
    summary: 'All teams with their members.',
    access: read,
    output: z.array(team),
  },
  createTeam: {
    method: 'POST',
    path: '/api/teams',
    summary: 'Makes a team.',
    access: people,
    status: 201,
    body: z.object({ name: line(100), agentIds: z.array(id).max(1000).default([]) }),
    output: team,
  },
  updateTeam: {
    method: 'PATCH',
    path: '/api/teams/:teamId',
    summary: 'Renames a team or replaces its members.',
    access: people,
    params: oneTeam,
    body: z.object({ name: line(100).optional(), agentIds: z.array(id).max(1000).optional() }),
    output: team,
  },
  deleteTeam: {
    method: 'DELETE',
    path: '/api/teams/:teamId',
    summary: 'Removes a team; its conversations lose the team and nothing else.',
    access: people,
    params: oneTeam,
    output: empty,
  },
})
