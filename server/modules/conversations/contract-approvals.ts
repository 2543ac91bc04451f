import { z } from 'zod'
import { defineContract, empty, id } from '../../kernel/contract.ts'
import { message } from './contract-shapes.ts'

const approve = { permission: 'conversations.approve' } as const
const one = z.object({ messageId: id })

/** Routes of answers that wait for a second person. */
export const approvals = defineContract({
  approveReply: {
    method: 'POST',
    path: '/api/messages/:messageId/approve',
    summary: 'Lets an answer of somebody else go that waits for approval (`awaiting`).',
    access: approve,
    params: one,
    body: z.object({
      anyway: z
        .boolean()
        .default(false)
        .describe('Needed where somebody else answered, or the customer wrote, since it was written.'),
    }),
    output: message,
  },
  declineReply: {
    method: 'POST',
    path: '/api/messages/:messageId/decline',
    summary: 'Gives an answer that waits back to its author as a draft, with a note that says why.',
    access: approve,
    params: one,
    body: z.object({ comment: z.string().trim().min(1).max(5000) }),
    output: empty,
  },
})
