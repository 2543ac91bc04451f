import { z } from 'zod'
import { defineContract, empty, id, pageOf, pageQuery } from '../../kernel/contract.ts'
import {
  dryRun,
  explained,
  limits,
  rule,
  ruleInput,
  ruleRun,
  savedRule,
  triggerList,
} from './contract-shapes.ts'

export * from './contract-shapes.ts'

const write = { permission: 'automations.write' } as const
const one = z.object({ ruleId: id })

export const automations = defineContract({
  listTriggers: {
    method: 'GET',
    path: '/api/rule-triggers',
    summary: 'Everything that may happen to a conversation to which rules can answer.',
    access: write,
    output: triggerList,
  },
  listRules: {
    method: 'GET',
    path: '/api/rules',
    summary: 'All rules, in the order in which they are asked.',
    access: write,
    output: z.array(rule),
  },
  createRule: {
    method: 'POST',
    path: '/api/rules',
    summary: 'Adds a rule behind all others. It answers to what happens from now on.',
    access: write,
    status: 201,
    body: savedRule,
    output: rule,
  },
  updateRule: {
    method: 'PUT',
    path: '/api/rules/:ruleId',
    summary: 'Replaces a rule.',
    access: write,
    params: one,
    body: savedRule.extend({
      version: z
        .number()
        .int()
        .optional()
        .describe('The version that was looked at; another one by now makes this a conflict.'),
    }),
    output: rule,
  },
  enableRule: {
    method: 'PUT',
    path: '/api/rules/:ruleId/enabled',
    summary: 'Switches a rule on or off. What happened while it was off stays unanswered.',
    access: write,
    params: one,
    body: z.object({ enabled: z.boolean(), confirmed: savedRule.shape.confirmed }),
    output: rule,
  },
  deleteRule: {
    method: 'DELETE',
    path: '/api/rules/:ruleId',
    summary: 'Removes a rule. What it did stays in the log.',
    access: write,
    params: one,
    output: empty,
  },
  orderRules: {
    method: 'PUT',
    path: '/api/rules/order',
    summary: 'Puts all rules in an order.',
    access: write,
    body: z.object({ ruleIds: z.array(id).max(200), confirmed: savedRule.shape.confirmed }),
    output: z.array(rule),
  },
  tryRule: {
    method: 'POST',
    path: '/api/rules/try',
    summary: 'What a rule would do to the last 500 conversations as they stand now. Changes nothing.',
    access: write,
    perMinute: 30,
    body: ruleInput,
    output: dryRun,
  },
  listRuleRuns: {
    method: 'GET',
    path: '/api/rules/:ruleId/runs',
    summary: 'What a rule did, newest first, in conversations in the caller’s sight.',
    access: write,
    params: one,
    query: pageQuery,
    output: pageOf(ruleRun),
  },
  listConversationRuns: {
    method: 'GET',
    path: '/api/conversations/:conversationId/rule-runs',
    summary: 'What rules did in a conversation, newest first.',
    access: { permission: 'conversations.read' },
    params: z.object({ conversationId: id }),
    query: pageQuery,
    output: pageOf(ruleRun),
  },
  explainRule: {
    method: 'GET',
    path: '/api/conversations/:conversationId/rules/:ruleId',
    summary: 'Whether a rule would hold for a conversation as it stands now, why, and what it would do.',
    access: write,
    params: z.object({ conversationId: id, ruleId: id }),
    output: explained,
  },
  getRuleLimits: {
    method: 'GET',
    path: '/api/rule-limits',
    summary: 'How much rules may send outside within an hour.',
    access: write,
    output: limits,
  },
  saveRuleLimits: {
    method: 'PUT',
    path: '/api/rule-limits',
    summary: 'Settles how much rules may send outside within an hour.',
    access: write,
    body: limits,
    output: limits,
  },
})
