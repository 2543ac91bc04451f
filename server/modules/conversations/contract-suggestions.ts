import { z } from 'zod'
import { defineContract, empty, id, moment } from '../../kernel/contract.ts'

const one = z.object({ conversationId: id })

/** Routes of what may belong together. */
export const suggestions = defineContract({
  listSuggestions: {
    method: 'GET',
    path: '/api/conversations/:conversationId/suggestions',
    summary: 'Earlier conversations that this one may go on, and why. Only people decide it.',
    access: { permission: 'conversations.read' },
    params: one,
    output: z.array(
      z.object({
        id,
        number: z.number().int(),
        subject: z.string(),
        reason: z
          .enum(['token', 'message-id', 'reference', 'order', 'forward'])
          .describe('What the sender bore who does not belong there, or the same customer’s same order.'),
        detail: z.string().nullable().describe('The order’s number.'),
        at: moment,
      }),
    ),
  },
  declineSuggestion: {
    method: 'POST',
    path: '/api/conversations/:conversationId/suggestions/:targetId/decline',
    summary: 'Says that the two are different matters: it is not suggested again.',
    access: { permission: 'conversations.write' },
    params: one.extend({ targetId: id }),
    body: z.object({}),
    output: empty,
  },
})
