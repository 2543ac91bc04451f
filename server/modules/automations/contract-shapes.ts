import { z } from 'zod'
import { step } from '../../kernel/contract-actions.ts'
import { id, inBoth, line, moment } from '../../kernel/contract.ts'
import { expression } from '../../kernel/contract-conditions.ts'

const length = z.object({
  amount: z.number().int().min(1).max(10_000),
  unit: z.enum(['minutes', 'hours', 'days']),
})

/** To what a rule answers. */
export const ruleWhen = z.union([
  z.object({
    events: z.array(line(100)).min(1).max(10).describe('Names of triggers; one of them is enough.'),
  }),
  z.object({
    moment: line(100).describe('Name of a moment.'),
    after: length.describe('So long after it.'),
    past: z
      .boolean()
      .default(false)
      .describe('Also where so long has passed already when the rule is made or switched on.'),
  }),
])
export type RuleWhen = z.infer<typeof ruleWhen>

export const ruleInput = z.object({
  name: line(100),
  enabled: z.boolean().default(true),
  when: ruleWhen,
  applies: expression.nullable().describe('What must hold of the conversation; null: nothing.'),
  steps: z.array(step).max(50).describe('What is done, in this order; one that fails stops no other.'),
  stops: z
    .boolean()
    .default(false)
    .describe('Where it was carried out, rules behind it don’t answer to the same any more.'),
})
export type RuleInput = z.infer<typeof ruleInput>

export const savedRule = ruleInput.extend({
  confirmed: z
    .array(line(200))
    .max(200)
    .default([])
    .describe('Keys of the warnings that are meant so: those of the conflict `automations.warnings`.'),
})
export type SavedRule = z.infer<typeof savedRule>

export const rule = ruleInput.extend({
  id,
  version: z.number().int(),
  wrong: z
    .object({
      code: z.string(),
      detail: z.string(),
      reasons: z.array(z.record(z.string(), z.union([z.string(), z.boolean()]))),
    })
    .nullable()
    .describe('What of it does not exist any more, as saving it would be refused; null: nothing.'),
  runs: z.number().int().describe('How often it was carried out in the last seven days.'),
  troubled: z.number().int().describe('How often of these something failed or was stopped.'),
  lastRunAt: moment.nullable(),
  updatedAt: moment,
})
export type Rule = z.infer<typeof rule>

const seen = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable()

const whyLeaf = z.object({
  condition: z.string(),
  title: inBoth,
  how: z.string(),
  comparison: inBoth.describe('How it was compared, in words.'),
  value: z.unknown().optional().describe('What it was compared with.'),
  seen: seen.describe('The value that it saw; of a long text the beginning.'),
  names: z
    .record(z.string(), inBoth)
    .describe('How the values in it are called that could be chosen; one that is gone is left out.'),
  held: z.boolean(),
})
const group = <Part extends z.ZodType>(part: Part) =>
  z.object({ match: z.enum(['all', 'any']), held: z.boolean(), of: z.array(z.union([whyLeaf, part])) })

/** Each condition with what it saw, in the shape of the expression. */
export const why = group(group(group(whyLeaf)))
export type Why = z.infer<typeof why>

const changes = {
  action: z.string(),
  title: inBoth,
  from: inBoth.nullable(),
  to: inBoth.nullable(),
}

export const ruleRun = z.object({
  id,
  ruleId: id,
  rule: z.string().describe('Its name; of one that was removed as it was called then.'),
  exists: z.boolean().describe('False where the rule was removed.'),
  version: z.number().int(),
  conversation: z.object({ id, number: z.number().int(), subject: z.string(), customer: z.string() }),
  trigger: inBoth,
  at: moment,
  state: z
    .enum(['done', 'unchanged', 'failed', 'stopped'])
    .describe('unchanged: all was so already; failed: some action failed; stopped: `reason` says why.'),
  reason: z
    .enum(['itself', 'chain', 'often', 'outward-conversation', 'outward-hour'])
    .nullable()
    .describe(
      'itself: what it did led to it; chain: rules set each other off too often; often: too often in this conversation within an hour; outward: enough went outside within the hour.',
    ),
  because: z.array(z.object({ id, name: z.string() })).describe('Rules that led to it, the first one first.'),
  why: why.nullable().describe('Null where the rule has no conditions, or what was seen was erased.'),
  steps: z.array(
    z.object({
      ...changes,
      state: z.enum(['done', 'unchanged', 'left', 'failed', 'stopped']),
      why: inBoth.nullable().describe('Why it was left undone.'),
      code: z.string().nullable(),
      message: z.string().nullable(),
    }),
  ),
})
export type RuleRun = z.infer<typeof ruleRun>
export type RunStep = RuleRun['steps'][number]

const foreseen = z.object(changes)

export const dryRun = z.object({
  looked: z.number().int().describe('How many conversations were looked at: the last 500 in sight.'),
  held: z.number().int().describe('For how many the conditions hold as they stand now.'),
  changed: z.number().int().describe('In how many of these something would have been other.'),
  outward: z.number().int().describe('How many messages or calls would have gone outside.'),
  steps: z.array(
    z.object({ action: z.string(), title: inBoth, changed: z.number().int(), outward: z.boolean() }),
  ),
  items: z
    .array(
      z.object({
        conversation: ruleRun.shape.conversation,
        why: why.nullable(),
        steps: z.array(foreseen).describe('What would have been done; what was so already is left out.'),
      }),
    )
    .describe('Those in which something would have been other first; 100 at most.'),
})
export type DryRun = z.infer<typeof dryRun>

export const explained = z.object({
  held: z.boolean(),
  due: z.boolean().describe('False where so much time has not passed yet.'),
  why: why.nullable(),
  steps: z.array(foreseen),
})
export type Explained = z.infer<typeof explained>

export const limits = z.object({
  perConversation: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .describe('Messages and calls that go outside of one conversation within an hour.'),
  perHour: z.number().int().min(0).max(1_000_000).describe('Those of all conversations together.'),
})
export type Limits = z.infer<typeof limits>

const named = z.object({ name: z.string(), title: inBoth })
export const triggerList = z.object({ events: z.array(named), moments: z.array(named) })
export type TriggerList = z.infer<typeof triggerList>
