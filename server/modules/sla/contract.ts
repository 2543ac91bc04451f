import { z } from 'zod'
import { defineContract, empty, id, line, moment } from '../../kernel/contract.ts'
import { expression } from '../../kernel/contract-conditions.ts'

/** Up to a year. */
const seconds = z.number().int().min(10).max(31_536_000).nullable()

export const policyInput = z.object({
  name: line(100),
  applies: expression.nullable().describe('What must hold of a conversation; null: it is for all.'),
  firstSeconds: seconds.describe('Until a customer’s first message is answered; null: nothing is promised.'),
  nextSeconds: seconds.describe('Until a later message of theirs is answered.'),
  resolveSeconds: seconds.describe('Until the conversation is resolved.'),
  businessTime: z.boolean().describe('Only open hours count; false: all hours do.'),
  pauses: z
    .array(z.enum(['pending', 'snoozed']))
    .max(2)
    .describe('Statuses of a conversation in which nothing counts.'),
  warnPercent: z
    .number()
    .int()
    .min(1)
    .max(99)
    .nullable()
    .describe('Warned when so much of the time is over; null: not at all.'),
})
export type PolicyInput = z.infer<typeof policyInput>

export const policy = policyInput.extend({ id })
export type Policy = z.infer<typeof policy>

export const clock = z.object({
  promise: z.enum(['first', 'next', 'resolve']),
  messageId: id.describe('With which message the customer began to wait.'),
  policyId: id,
  policy: z.string().describe('Its name, also where it was removed.'),
  seconds: z.number().int().describe('What was promised.'),
  businessTime: z.boolean(),
  startedAt: moment.describe(
    'When it began to count: with the message, or with the policy where that was made later.',
  ),
  endedAt: moment.nullable(),
  dueAt: moment.nullable().describe('When the time is over; null while nothing is counted.'),
  warnedAt: moment.nullable(),
  breachedAt: moment.nullable().describe('When it was over before it was kept.'),
  counted: z.number().describe('Seconds that counted so far: the sum of the stretches.'),
  stretches: z
    .array(z.object({ from: moment, to: moment.nullable(), seconds: z.number() }))
    .describe(
      'When time counted, and how much of it, cut at closing hours unless these are too many; `to` is null while it goes on.',
    ),
})
export type Clock = z.infer<typeof clock>

const write = { permission: 'sla.write' } as const
const one = z.object({ policyId: id })

export const sla = defineContract({
  listPolicies: {
    method: 'GET',
    path: '/api/sla-policies',
    summary: 'What is promised to whom, in the order in which it is asked: the first policy that fits holds.',
    access: { permission: 'conversations.read' },
    output: z.array(policy),
  },
  createPolicy: {
    method: 'POST',
    path: '/api/sla-policies',
    summary: 'Adds a policy behind all others. Who waits now is promised what it says from now on.',
    access: write,
    status: 201,
    body: policyInput,
    output: policy,
  },
  updatePolicy: {
    method: 'PUT',
    path: '/api/sla-policies/:policyId',
    summary: 'Replaces a policy. What was measured before stays as it was measured.',
    access: write,
    params: one,
    body: policyInput,
    output: policy,
  },
  deletePolicy: {
    method: 'DELETE',
    path: '/api/sla-policies/:policyId',
    summary: 'Removes a policy. What was measured by it stays.',
    access: write,
    params: one,
    output: empty,
  },
  orderPolicies: {
    method: 'PUT',
    path: '/api/sla-policies/order',
    summary: 'Puts all policies in an order.',
    access: write,
    body: z.object({ policyIds: z.array(id).max(100) }),
    output: z.array(policy),
  },
  listClocks: {
    method: 'GET',
    path: '/api/conversations/:conversationId/clocks',
    summary: 'What was promised in a conversation, how long it took, and how that is counted.',
    access: { permission: 'conversations.read' },
    params: z.object({ conversationId: id }),
    output: z.array(clock),
  },
})
