import { z } from 'zod'
import { defineContract, empty, id, moment, pageOf, pageQuery } from '../../kernel/contract.ts'

const ending = { permission: 'sessions.write' } as const

/** Where the others are signed in. */
export const sessionRoutes = defineContract({
  listEverySession: {
    method: 'GET',
    path: '/api/sessions',
    summary: 'Where people are signed in whom the caller may manage; the newest sign-in first.',
    access: ending,
    query: pageQuery.extend({ agentId: id.optional().describe('Only those of this person.') }),
    output: pageOf(
      z.object({
        id,
        agentId: id,
        current: z.boolean().describe('The one that asks.'),
        device: z.string(),
        address: z.string(),
        through: z.string().nullable().describe('The provider that let them in; null: their own means.'),
        createdAt: moment,
        lastSeenAt: moment,
      }),
    ),
  },
  endAnySession: {
    method: 'DELETE',
    path: '/api/sessions/:sessionId',
    summary: 'Signs somebody out of one device at once.',
    access: ending,
    params: z.object({ sessionId: id }),
    output: empty,
  },
  endSessionsOf: {
    method: 'DELETE',
    path: '/api/agents/:agentId/sessions',
    summary: 'Signs somebody out everywhere at once; of oneself, everywhere else.',
    access: ending,
    params: z.object({ agentId: id }),
    output: z.object({ ended: z.number().int() }),
  },
})
