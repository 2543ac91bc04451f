import { z } from 'zod'
import { inBoth, moment } from '../../kernel/contract.ts'

const waiting = z.object({
  count: z.number().int(),
  oldestAt: moment.nullable().describe('When the oldest of them came in.'),
})

/** What is known of an inbox's reading beyond its connection. */
export const inboxHealth = z.object({
  reading: z
    .object({ done: z.number().int(), total: z.number().int() })
    .nullable()
    .describe(
      'How far reading has come with what lay at the provider when it began; null when that is done.',
    ),
  waitingThere: waiting.describe('Known to wait at the provider.'),
  waitingHere: waiting.describe('Kept, and not processed yet.'),
  heardAt: moment.nullable().describe('The newest arrival; looked up every five minutes.'),
  silentSince: moment.nullable().describe('Since when nothing comes although it usually would.'),
  knowsUsual: z.boolean().describe('Enough is known of this inbox to tell when it is silent.'),
  access: z
    .object({ renewedAt: moment, endsAt: moment.nullable(), words: inBoth })
    .nullable()
    .describe(
      'The permission by which the channel signs in; null where it is a password, or none is needed.',
    ),
  copies: z
    .object({ count: z.number().int(), lastAt: moment.nullable() })
    .describe('Copies of what had come before.'),
})
export type InboxHealth = z.infer<typeof inboxHealth>
