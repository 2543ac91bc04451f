import { z } from 'zod'
import { id, moment, pageOf, pageQuery } from '../../kernel/contract.ts'

/** Something that lies at the provider and could not be fetched after many tries. */
export const gap = z.object({
  key: z.string().describe('The channel’s own name for it.'),
  reason: z.string().describe('What a program said, for whoever looks for the cause.'),
  attempts: z.number().int(),
  arrivedAt: moment.nullable().describe('When it came in at the provider; null where nobody said.'),
  state: z
    .enum(['open', 'wanted', 'dismissed', 'fetched', 'gone'])
    .describe('wanted: another try was asked for; gone: it does not lie there any more.'),
  at: moment.describe('Since when it is so.'),
})
export type Gap = z.infer<typeof gap>

const mending = { permission: 'intake.retry' } as const
const params = z.object({ inboxId: id })

/** Routes about what could not be fetched. */
export const gapRoutes = {
  listGaps: {
    method: 'GET',
    path: '/api/inboxes/:inboxId/gaps',
    summary: 'What lies at the provider and could not be fetched.',
    access: mending,
    params,
    query: pageQuery.extend({ state: z.enum(['open', 'dismissed', 'settled']).default('open') }),
    output: pageOf(gap),
  },
  changeGaps: {
    method: 'POST',
    path: '/api/inboxes/:inboxId/gaps',
    summary:
      'Asks for another try of what could not be fetched, says that nothing is to be done about it, or takes that back.',
    access: mending,
    params,
    body: z.object({
      act: z.enum(['fetch', 'dismiss', 'restore']),
      keys: z.array(z.string().max(200)).min(1).max(100).optional().describe('Left out: all.'),
    }),
    output: z.object({ count: z.number().int() }),
  },
} as const
