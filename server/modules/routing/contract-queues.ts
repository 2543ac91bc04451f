import { z } from 'zod'
import { defineContract, empty, id, line, moment } from '../../kernel/contract.ts'
import { expression } from '../../kernel/contract-conditions.ts'

const skillNeed = z.object({
  skillId: id,
  level: z.number().int().min(1).max(5).describe('At least this level.'),
  must: z.boolean().describe('Nobody without it gets the conversation; false: who has it comes first.'),
})

export const queueInput = z.object({
  name: line(100),
  applies: expression.nullable().describe('What must hold of a conversation; null: it is for all.'),
  teamIds: z
    .array(id)
    .max(50)
    .describe('Who serves it. None: the conversation’s team; where it has none, the teams of its inbox.'),
  mode: z
    .enum(['load', 'turn', 'hand'])
    .describe('load: to whoever has most room; turn: one after the other; hand: people take for themselves.'),
  skills: z.array(skillNeed).max(20),
  language: z
    .enum(['must', 'rather', 'ignore'])
    .describe('Whether whoever gets it speaks the customer’s language.'),
  lastAgent: z.boolean().describe('Whoever answered in it last comes first.'),
  urgent: expression.nullable().describe('Which conversations come before all others; null: none.'),
  overflowSeconds: z
    .number()
    .int()
    .min(10)
    .max(604_800)
    .nullable()
    .describe('After so long other teams serve it, too; null: never.'),
  overflowTeamIds: z.array(id).max(50),
})
export type QueueInput = z.infer<typeof queueInput>

const queueWarning = z.object({
  kind: z
    .enum(['nobody-serves', 'nobody-skilled', 'skill-gone'])
    .describe('The teams have nobody; nobody of them has a skill that is asked for; a skill was removed.'),
  skillId: id.nullable(),
})

export const queue = queueInput.extend({
  id,
  waiting: z.number().int().describe('How many conversations wait in it.'),
  oldestSince: moment.nullable().describe('Since when the one that has waited longest waits.'),
  meanSeconds: z
    .number()
    .nullable()
    .describe('Mean time between the last twenty that left it within two hours; null: unknown.'),
  warnings: z.array(queueWarning),
})
export type Queue = z.infer<typeof queue>

export const routingSettings = z.object({
  capacity: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .describe('Points that a person holds at a time unless their profile says otherwise.'),
  chats: z.number().int().min(1).max(100).describe('Chats that a person holds at a time.'),
  points: z
    .array(z.object({ channel: line(40), points: z.number().int().min(0).max(100) }))
    .max(50)
    .describe('What a conversation counts for by channel. What is not named counts 1, live channels 2.'),
})
export type RoutingSettings = z.infer<typeof routingSettings>

export const why = z.object({
  mode: z.enum(['load', 'turn']),
  here: z.number().int().describe('How many of those who serve the queue were here.'),
  able: z.number().int().describe('How many of them could have taken it.'),
  by: z
    .enum(['only', 'skills', 'last-agent', 'load', 'turn'])
    .describe('What decided between them; only: there was no other.'),
  skills: z
    .array(z.object({ skillId: id, level: z.number().int() }))
    .describe('Skills asked for that they have.'),
  language: z
    .string()
    .nullable()
    .describe('The customer’s language, where it was asked for and they speak it.'),
  points: z.number(),
  load: z.number().describe('Points that they held before.'),
  capacity: z.number(),
  overflow: z.boolean().describe('They help from another team.'),
})
export type Why = z.infer<typeof why>

export const routing = z.object({
  id,
  queueId: id,
  queue: z.string(),
  since: moment,
  at: moment,
  agentId: id.nullable().describe('Who got it; null: it waited no more.'),
  why: why.nullable().describe('How it was decided; null: it was taken by hand.'),
})
export type Routing = z.infer<typeof routing>

export const place = z.object({
  queueId: id,
  queue: z.string(),
  since: moment,
  position: z.number().int().describe('1: the next.'),
  expectedSeconds: z.number().nullable().describe('How long it may take still; null: unknown.'),
  nobody: z
    .enum(['here', 'sight', 'skill', 'language', 'room', 'by-hand'])
    .nullable()
    .describe(
      'Why nobody gets it just now: nobody is here, sees the inbox, has the skills, speaks the language, or has room.',
    ),
})
export type Place = z.infer<typeof place>

const write = { permission: 'routing.write' } as const
const read = { permission: 'conversations.read' } as const
const one = z.object({ queueId: id })

/** Lines of conversations that nobody holds, and who gets them. */
export const queues = defineContract({
  listQueues: {
    method: 'GET',
    path: '/api/queues',
    summary: 'Queues in the order in which they are asked: a conversation waits in the first that fits.',
    access: write,
    output: z.array(queue),
  },
  createQueue: {
    method: 'POST',
    path: '/api/queues',
    summary: 'Adds a queue behind all others.',
    access: write,
    status: 201,
    body: queueInput,
    output: queue,
  },
  updateQueue: {
    method: 'PUT',
    path: '/api/queues/:queueId',
    summary: 'Replaces a queue.',
    access: write,
    params: one,
    body: queueInput,
    output: queue,
  },
  deleteQueue: {
    method: 'DELETE',
    path: '/api/queues/:queueId',
    summary: 'Removes a queue; what waits in it waits in the next that fits.',
    access: write,
    params: one,
    output: empty,
  },
  orderQueues: {
    method: 'PUT',
    path: '/api/queues/order',
    summary: 'Puts all queues in an order.',
    access: write,
    body: z.object({ queueIds: z.array(id).max(100) }),
    output: z.array(queue),
  },
  getRoutingSettings: {
    method: 'GET',
    path: '/api/routing-settings',
    summary: 'How much a person holds at a time, and what conversations count for.',
    access: 'signed-in',
    output: routingSettings,
  },
  saveRoutingSettings: {
    method: 'PUT',
    path: '/api/routing-settings',
    summary: 'Settles how much a person holds at a time, and what conversations count for.',
    access: write,
    body: routingSettings,
    output: routingSettings,
  },
  getRouting: {
    method: 'GET',
    path: '/api/conversations/:conversationId/routing',
    summary: 'Where a conversation waits, and who got it when, and why.',
    access: read,
    params: z.object({ conversationId: id }),
    output: z.object({ place: place.nullable(), routings: z.array(routing) }),
  },
})
