import { z } from 'zod'
import { defineContract, inBoth } from '../../kernel/contract.ts'
import { conditionKind, how, takes } from '../../kernel/contract-conditions.ts'

export const condition = z.object({
  name: z.string(),
  about: z.string().describe('What it is a property of: the conversation, or what that belongs to.'),
  title: inBoth,
  kind: conditionKind,
  comparisons: z
    .array(z.object({ how, takes: takes.describe('What it compares with.'), title: inBoth }))
    .describe('How its value may be compared, in the order in which they are offered.'),
  choices: z
    .array(z.object({ value: z.string(), title: inBoth }))
    .nullable()
    .describe('The values to choose from; null where any value may be entered, or none is.'),
})
export type Condition = z.infer<typeof condition>

export const conditions = defineContract({
  listConditions: {
    method: 'GET',
    path: '/api/conditions',
    summary: 'Everything that may be asked of a conversation: for rules, promises and distributing.',
    access: { permission: 'conditions.read' },
    output: z.array(condition),
  },
})
