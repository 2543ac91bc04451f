import { z } from 'zod'
import { defineContract, empty, id, inBoth, moment, pageOf, pageQuery } from '../../kernel/contract.ts'
import { receipt } from '../conversations/contract.ts'

/** An outgoing message that has not left, or whose sending failed. */
export const unsent = z.object({
  messageId: id,
  conversationId: id,
  conversationNumber: z.number().int(),
  inboxId: id,
  customerName: z.string(),
  author: z.string(),
  preview: z.string().describe('First words; of what waits for approval all, up to 20,000 characters.'),
  receipt,
  reason: inBoth.nullable(),
  attempts: z.number().int(),
  decidable: z.boolean().describe('The caller may approve or decline it.'),
  nextAttemptAt: moment.nullable(),
  createdAt: moment,
})
export const attempt = z.object({
  number: z.number().int(),
  startedAt: moment,
  endedAt: moment.nullable(),
  outcome: z.enum(['sent', 'refused', 'unreachable', 'running', 'lost']),
  reason: inBoth.nullable(),
})

/** How an answer would reach the customer if it left now. */
export const reach = z.object({
  by: z
    .enum(['here', 'mail', 'mail-instead', 'later', 'unaddressed', 'held', 'nobody'])
    .describe(
      '`here`: on the channel itself. `mail`: as the customer wrote. `mail-instead`: by mail, since they have left. ' +
        '`later`: kept there until they come back. `unaddressed`: the same, since no mail address is known. ' +
        '`held`: it waits, for `reason`. `nobody`: it can’t be sent, since no address is known.',
    ),
  addresses: z
    .array(z.string())
    .describe('Where mail goes; empty for a customer whom the caller may not see.'),
  reason: inBoth.nullable(),
})

export const delivery = defineContract({
  foreseeReach: {
    method: 'GET',
    path: '/api/conversations/:conversationId/reach',
    summary: 'How an answer would reach the customer if it left now.',
    access: { permission: 'conversations.reply' },
    params: z.object({ conversationId: id }),
    output: reach,
  },
  listUnsent: {
    method: 'GET',
    path: '/api/unsent',
    summary: 'Messages that wait, are held, or failed.',
    access: { permission: 'conversations.read' },
    query: pageQuery.extend({
      state: z
        .enum(['all', 'waiting', 'failed', 'awaiting'])
        .default('all')
        .describe('`awaiting`: a second person has to let them go; they are in none of the others.'),
      inboxId: id.optional(),
    }),
    output: pageOf(unsent).extend({
      waiting: z.number().int(),
      failed: z.number().int(),
      awaiting: z.number().int(),
      stuck: z
        .number()
        .int()
        .describe(
          'Those that somebody should look at: failed, held, tried in vain so far, or waiting for the caller’s approval.',
        ),
    }),
  },
  resend: {
    method: 'POST',
    path: '/api/messages/:messageId/resend',
    summary: 'Tries a failed message again.',
    access: { permission: 'conversations.reply' },
    params: z.object({ messageId: id }),
    body: z.object({
      anyway: z.boolean().default(false).describe('Needed where the message may have been sent already.'),
    }),
    output: unsent,
  },
  resendAll: {
    method: 'POST',
    path: '/api/unsent/resend',
    summary: 'Tries all failed messages in sight again; those that may have been sent, or came back, stay.',
    access: { permission: 'conversations.reply' },
    body: z.object({ inboxId: id.optional() }),
    output: z.object({ count: z.number().int() }),
  },
  discard: {
    method: 'POST',
    path: '/api/messages/:messageId/discard',
    summary: 'Takes a message whose sending failed off the list; it stays in its conversation as not sent.',
    access: { permission: 'conversations.reply' },
    params: z.object({ messageId: id }),
    output: empty,
  },
  listAttempts: {
    method: 'GET',
    path: '/api/messages/:messageId/attempts',
    summary: 'Every attempt to send a message, with its reason.',
    access: { permission: 'conversations.read' },
    params: z.object({ messageId: id }),
    output: z.array(attempt),
  },
})
