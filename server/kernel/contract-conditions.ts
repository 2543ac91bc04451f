import { z } from 'zod'
import { line, moment } from './contract.ts'

/** How a value may be compared; which of them a condition takes follows from its kind. */
export const how = z.enum([
  'any-of',
  'all-of',
  'none-of',
  'contains',
  'contains-not',
  'starts-with',
  'ends-with',
  'equals',
  'differs',
  'more-than',
  'at-least',
  'less-than',
  'at-most',
  'older-than',
  'younger-than',
  'before',
  'after',
  'yes',
  'no',
  'empty',
  'filled',
])
export type How = z.infer<typeof how>

/** What a condition gives; it decides how its value is compared. */
export const conditionKind = z.enum(['choice', 'text', 'number', 'moment', 'flag', 'list'])
export type ConditionKind = z.infer<typeof conditionKind>

/** What a comparison compares with. */
export const takes = z.enum(['nothing', 'values', 'number', 'duration', 'moment'])
export type Takes = z.infer<typeof takes>

const duration = z.object({
  amount: z.number().int().min(1).max(100_000),
  unit: z.enum(['minutes', 'hours', 'days']),
})

/** One condition with what it is compared with. */
const leaf = z.object({
  condition: line(100).describe('Name of a condition, from GET /api/conditions.'),
  how,
  value: z
    .union([z.array(line(200)).min(1).max(20), z.number(), moment, duration])
    .optional()
    .describe('What the comparison takes: values, a number, a duration, a moment, or nothing.'),
})
export type Leaf = z.infer<typeof leaf>

const group = <Part extends z.ZodType>(part: Part) =>
  z.object({
    match: z.enum(['all', 'any']).describe('Whether everything in it must hold, or one of it.'),
    of: z.array(part).max(50),
  })
const orLeaf = <Part extends z.ZodType>(part: Part) =>
  z.union([leaf, part], {
    error: 'This is neither a condition nor a group; groups stand in each other three deep at most.',
  })

/** Conditions in groups of all or any, three deep at most. */
export const expression = group(orLeaf(group(orLeaf(group(leaf)))))
export type Expression = z.infer<typeof expression>
