import { z } from 'zod'
import { defineContract, id } from '../../kernel/contract.ts'

export const rule = z.object({
  inboxId: id.nullable().describe('For this inbox; with neither an inbox nor a team: everywhere else.'),
  teamId: id.nullable().describe('For conversations of this team, in inboxes without a rule of their own.'),
  seconds: z
    .number()
    .int()
    .min(60)
    .max(31_536_000)
    .nullable()
    .describe('How long a customer may wait before people are told; null: nobody is told here.'),
  businessTime: z.boolean().describe('Only open hours count; false: all hours do.'),
  tells: z
    .array(z.enum(['holder', 'leads']))
    .max(2)
    .transform((all) => [...new Set(all)])
    .describe('Who is told: whoever holds the conversation, else its team; owners and leads.'),
})
export type Rule = z.infer<typeof rule>

export const unanswered = defineContract({
  listUnansweredRules: {
    method: 'GET',
    path: '/api/unanswered-rules',
    summary: 'After how long people are told that a customer waits for an answer, by inbox and team.',
    access: { permission: 'conversations.read' },
    output: z.array(rule),
  },
  saveUnansweredRules: {
    method: 'PUT',
    path: '/api/unanswered-rules',
    summary:
      'Replaces all of these rules. Of an inbox its own holds, else that of the team, else that for everywhere.',
    access: { permission: 'settings.write' },
    body: z.object({ rules: z.array(rule).max(200) }),
    output: z.array(rule),
  },
})
