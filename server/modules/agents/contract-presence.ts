import { z } from 'zod'
import { defineContract, empty, id, line, moment } from '../../kernel/contract.ts'

export const presenceState = z.enum(['online', 'away', 'call', 'training', 'off'])
export type PresenceState = z.infer<typeof presenceState>

const reason = z.string().max(100).nullable()

export const presence = z.object({
  agentId: id,
  state: presenceState.describe('What the person chose; who never chose is online.'),
  reason: z.string().nullable(),
  since: moment.nullable().describe('When they chose it; null: they never did.'),
  here: z
    .boolean()
    .describe('A screen of theirs is open. Who is online and here is given conversations by queues.'),
})
export type Presence = z.infer<typeof presence>

export const presenceReason = z.object({ state: presenceState, name: line(100) })
export type PresenceReason = z.infer<typeof presenceReason>

const level = z.number().int().min(1).max(5)

export const skill = z.object({
  id,
  name: z.string(),
  agents: z.number().int().describe('How many have it.'),
})
export type Skill = z.infer<typeof skill>

const profileBody = z.object({
  capacity: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .nullable()
    .describe(
      'Points that they hold at a time; a conversation counts by its channel’s weight. null: the usual.',
    ),
  chats: z
    .number()
    .int()
    .min(0)
    .max(100)
    .nullable()
    .describe('Chats that they hold at a time; null: the usual.'),
  languages: z
    .array(z.object({ language: z.string().regex(/^[a-z]{2,3}$/, 'a language like ja'), level }))
    .max(50),
  skills: z.array(z.object({ skillId: id, level })).max(200),
})

export const workProfile = profileBody.extend({ agentId: id })
export type WorkProfile = z.infer<typeof workProfile>
export type WorkProfileInput = z.infer<typeof profileBody>

const presenceBody = z.object({ state: presenceState, reason: reason.default(null) })
const oneAgent = z.object({ agentId: id })
const oneSkill = z.object({ skillId: id })
const skills = { permission: 'skills.write' } as const

/** Who is here, and what they can do. */
export const presenceRoutes = defineContract({
  listPresences: {
    method: 'GET',
    path: '/api/presences',
    summary: 'Who is here, and what each of them does.',
    access: 'signed-in',
    output: z.array(presence),
  },
  setMyPresence: {
    method: 'PUT',
    path: '/api/me/presence',
    summary: 'Says what the caller does; online: conversations may be given to them.',
    access: 'signed-in',
    body: presenceBody,
    output: presence,
  },
  setPresence: {
    method: 'PUT',
    path: '/api/agents/:agentId/presence',
    summary: 'Says what somebody else does.',
    access: { permission: 'presence.write' },
    params: oneAgent,
    body: presenceBody,
    output: presence,
  },
  listPresenceReasons: {
    method: 'GET',
    path: '/api/presence-reasons',
    summary: 'Reasons that are offered for a state, in their order.',
    access: 'signed-in',
    output: z.array(presenceReason),
  },
  savePresenceReasons: {
    method: 'PUT',
    path: '/api/presence-reasons',
    summary: 'Replaces the reasons that are offered.',
    access: { permission: 'settings.write' },
    body: z.array(presenceReason).max(100),
    output: z.array(presenceReason),
  },
  listSkills: {
    method: 'GET',
    path: '/api/skills',
    summary: 'Skills that people may have, by name.',
    access: 'signed-in',
    output: z.array(skill),
  },
  createSkill: {
    method: 'POST',
    path: '/api/skills',
    summary: 'Names a skill.',
    access: skills,
    status: 201,
    body: z.object({ name: line(100) }),
    output: skill,
  },
  renameSkill: {
    method: 'PATCH',
    path: '/api/skills/:skillId',
    summary: 'Gives a skill another name.',
    access: skills,
    params: oneSkill,
    body: z.object({ name: line(100) }),
    output: skill,
  },
  deleteSkill: {
    method: 'DELETE',
    path: '/api/skills/:skillId',
    summary: 'Removes a skill: nobody has it any more.',
    access: skills,
    params: oneSkill,
    output: empty,
  },
  listWorkProfiles: {
    method: 'GET',
    path: '/api/work-profiles',
    summary: 'What people can do, and how much they take at a time; of everybody, switched off or not.',
    access: 'signed-in',
    output: z.array(workProfile),
  },
  saveWorkProfile: {
    method: 'PUT',
    path: '/api/agents/:agentId/work-profile',
    summary: 'Replaces what a person can do and how much they take at a time.',
    access: skills,
    params: oneAgent,
    body: profileBody,
    output: workProfile,
  },
})
