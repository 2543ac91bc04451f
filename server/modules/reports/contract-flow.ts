import { z } from 'zod'
import { id, moment, pageOf, pageQuery } from '../../kernel/contract.ts'
import { status } from '../conversations/contract.ts'

/** A conversation as rows behind figures show it. */
export const shownConversation = z
  .object({
    number: z.number().int(),
    subject: z.string(),
    status,
    customer: z.object({ id, name: z.string() }),
  })
  .nullable()
  .describe('null when it is no longer there, or not in sight.')
export type ShownConversation = z.infer<typeof shownConversation>

/** What happens to a conversation, as the picture of how requests flow knows it. */
export const flowStep = z.enum([
  'opened',
  'assigned',
  'handed-on',
  'returned',
  'answered',
  'wrote',
  'pending',
  'snoozed',
  'resumed',
  'resolved',
  'reopened',
])
export type FlowStep = z.infer<typeof flowStep>

/** What the picture points at. */
export const flowFinding = z.enum([
  'back-and-forth',
  'reopened',
  'chased',
  'answered-twice',
  'parallel',
  'unanswered',
])
export type FlowFinding = z.infer<typeof flowFinding>

const move = z.object({
  step: flowStep,
  next: flowStep.nullable().describe('null: nothing followed yet; the time is until now.'),
  n: z.number().int(),
  median: z.number().describe('Seconds between the two.'),
  p90: z.number(),
  total: z.number().describe('Seconds of all of them together.'),
  waitsFor: z.enum(['us', 'customer', 'nobody']).describe('For whom a conversation waits after the step.'),
})
export type FlowMove = z.infer<typeof move>

const pair = z.object({
  kind: z.enum(['agent', 'team']),
  between: z.array(z.object({ id, name: z.string().nullable() })).length(2),
  n: z.number().int(),
})

/** How the conversations that began in a period went. */
export const flow = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  asOf: moment,
  began: z.number().int().describe('Conversations that began in the period.'),
  looked: z.number().int().describe('How many of them were looked at: the newest, up to 20,000.'),
  steps: z.array(z.object({ step: flowStep, n: z.number().int(), conversations: z.number().int() })),
  moves: z.array(move).describe('Which step followed which, the most frequent first.'),
  findings: z.array(z.object({ finding: flowFinding, conversations: z.number().int() })),
  pairs: z
    .array(pair)
    .describe('Between whom conversations went and came back, the most frequent first; at most ten.'),
})
export type FlowPicture = z.infer<typeof flow>

const row = z.object({
  conversationId: id,
  conversation: shownConversation,
  at: moment,
  seconds: z.number().nullable().describe('How long it took, where that is what is asked for.'),
})
export type FlowRow = z.infer<typeof row>

/** Which conversations are wanted: those with one step after another, or those that a finding points at. */
export const flowRowsQuery = pageQuery.extend({
  step: flowStep.optional().describe('With `next`: conversations in which that followed.'),
  next: z
    .union([flowStep, z.literal('none')])
    .optional()
    .describe('`none`: nothing followed yet.'),
  finding: flowFinding.optional(),
})

export const flowRows = pageOf(row)
