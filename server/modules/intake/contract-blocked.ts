import { z } from 'zod'
import { empty, line, moment } from '../../kernel/contract.ts'

/** A sender from whom nothing is taken in. */
export const blocked = z.object({
  value: z.string().describe('A mail address, or a domain with @ before it.'),
  at: moment.describe('Since when.'),
  byName: z.string().describe('Who did it.'),
})
export type Blocked = z.infer<typeof blocked>

const mending = { permission: 'intake.retry' } as const
const body = z.object({ value: line(320) })

/** Routes about senders from whom nothing is taken in. */
export const blockedRoutes = {
  listBlocked: {
    method: 'GET',
    path: '/api/blocked-senders',
    summary: 'Senders from whom nothing is taken in.',
    access: mending,
    output: z.array(blocked),
  },
  blockSender: {
    method: 'POST',
    path: '/api/blocked-senders',
    summary: 'Takes nothing in from a mail address or domain. What comes is kept as ignored.',
    access: mending,
    body,
    output: empty,
  },
  unblockSender: {
    method: 'POST',
    path: '/api/blocked-senders/unblock',
    summary: 'Takes in again what a sender writes from now on.',
    access: mending,
    body,
    output: empty,
  },
} as const
