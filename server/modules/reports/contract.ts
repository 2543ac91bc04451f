import { z } from 'zod'
import { defineContract, fileAnswer, id, moment, pageOf, pageQuery, inBoth } from '../../kernel/contract.ts'
import { flow, flowRows, flowRowsQuery, shownConversation } from './contract-flow.ts'

/** What a figure can be split by. */
export const dimension = z.enum([
  'day',
  'week',
  'month',
  'channel',
  'inbox',
  'team',
  'agent',
  'status',
  'cause',
])
export const basis = z.enum(['calendar', 'business'])
export const measure = z.enum(['count', 'share', 'median', 'p90', 'mean'])
export const unit = z.enum([
  'conversations',
  'complaints',
  'transfers',
  'tasks',
  'escalations',
  'seconds',
  'share',
  'messages',
])

/** A metric with its definition: printed beside every figure. */
export const metric = z.object({
  id: z.string(),
  title: inBoth,
  explanation: inBoth.describe('The definition in words, with what is left out.'),
  formula: inBoth,
  unit: unit.describe('`share` is a number from 0 to 1.'),
  direction: z.enum(['higher', 'lower', 'neutral']).describe('Which way is better.'),
  kind: z
    .enum(['flow', 'level'])
    .describe('A flow happens in the period; a level is what stands at its end.'),
  measures: z.array(measure).describe('The first one is the headline.'),
  bases: z.array(basis).describe('By the calendar only, or by business hours too.'),
  by: z.array(dimension),
  rowUnit: z.enum(['seconds', 'share', 'messages']).nullable().describe('Unit of the values of single rows.'),
})

const day = z.iso.date()
const orNone = z.union([id, z.literal('none')])

/** What a figure is asked for. */
const question = z.object({
  from: day.describe('First day, in the workspace’s time zone.'),
  to: day.describe('Last day; it counts too.'),
  basis: basis.default('calendar'),
  inboxId: id.optional(),
  channel: z.string().min(1).max(40).optional(),
  brandId: id.optional(),
  teamId: orNone.optional().describe('`none`: no team.'),
  agentId: orNone.optional().describe('`none`: nobody.'),
  openedBy: z.enum(['customer', 'us']).optional().describe('Who began the conversation.'),
})

/** A figure: null is "no data", which is not 0. */
const figure = {
  value: z.number().nullable().describe('The headline measure; null when there is no data.'),
  n: z.number().int().describe('How many rows stand behind it.'),
  measures: z
    .array(z.object({ measure, value: z.number().nullable() }))
    .describe('Every measure, the headline first.'),
}

export const answer = z.object({
  metric: z.string(),
  from: day,
  to: day,
  timeZone: z.string(),
  basis,
  unit,
  by: dimension.nullable(),
  asOf: moment.describe('Everything that happened up to this moment is counted.'),
  ...figure,
  previous: z
    .object({ from: day, to: day, until: moment, ...figure })
    .nullable()
    .describe('With `compare`: as many days before, up to `until` (the same hour, while the last day runs).'),
  rows: z.array(
    z.object({
      key: z
        .string()
        .nullable()
        .describe('Day, Monday of the week, month, channel, or id; null for no team or nobody.'),
      label: z.string().nullable(),
      from: day.optional(),
      to: day.optional(),
      ...figure,
    }),
  ),
})
export type Answer = z.infer<typeof answer>

/** One row behind a figure. */
export const behind = z.object({
  id,
  conversationId: id,
  conversation: shownConversation,
  at: moment,
  inboxId: id,
  teamId: id.nullable(),
  agentId: id.nullable(),
  value: z.number().nullable(),
})
export type Behind = z.infer<typeof behind>

const rowsQuery = {
  outcome: z.enum(['yes', 'no']).optional().describe('Of a share: only the rows that did, or did not.'),
  sort: z.enum(['newest', 'largest', 'smallest']).default('newest'),
}

/** What can be set about figures. */
export const reportSettings = z.object({
  firstContactDays: z
    .number()
    .int()
    .min(1)
    .max(60)
    .describe('Days without another contact after which a matter counts as solved at the first contact.'),
})

/** How far measuring all conversations anew has come. */
export const rebuildState = z.object({
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  askedBy: z.string().nullable().describe('Name of who asked; null: the installation did it by itself.'),
  askedAt: moment,
  endedAt: moment.nullable(),
  total: z.number().int().describe('Conversations to be measured.'),
  done: z.number().int().describe('Conversations measured so far.'),
})

const one = z.object({ metric: z.string().max(60) })
const read = { permission: 'reports.read' } as const

export const reports = defineContract({
  listMetrics: {
    method: 'GET',
    path: '/api/metrics',
    summary: 'Every metric with its definition in words.',
    access: read,
    output: z.array(metric),
  },
  getMetric: {
    method: 'GET',
    path: '/api/metrics/:metric',
    summary: 'A metric for a period, as one figure and split, over the inboxes that the caller sees.',
    access: read,
    replica: true,
    params: one,
    query: question.extend({
      by: dimension.optional(),
      compare: z.enum(['previous']).optional().describe('Adds the figure of the period before.'),
    }),
    output: answer,
  },
  listMetricRows: {
    method: 'GET',
    path: '/api/metrics/:metric/rows',
    summary: 'The rows behind a figure: as many as its n.',
    access: read,
    replica: true,
    params: one,
    query: question.extend({ ...pageQuery.shape, ...rowsQuery }),
    output: pageOf(behind),
  },
  exportMetricRows: {
    method: 'GET',
    path: '/api/metrics/:metric/rows.csv',
    summary: 'The rows behind a figure as CSV (UTF-8): ids and numbers, no words of customers.',
    access: read,
    replica: true,
    perMinute: 30,
    params: one,
    query: question.extend(rowsQuery),
    output: fileAnswer,
  },
  getFlow: {
    method: 'GET',
    path: '/api/flow',
    summary:
      'How the conversations that began in a period went, from the facts: which step followed which and how long it took, where they came back, and what was done twice.',
    access: read,
    replica: true,
    perMinute: 30,
    query: question.omit({ basis: true }),
    output: flow,
  },
  listFlowRows: {
    method: 'GET',
    path: '/api/flow/conversations',
    summary: 'Conversations in which a step followed another, or that a finding points at; the newest first.',
    access: read,
    replica: true,
    query: question.omit({ basis: true }).extend(flowRowsQuery.shape),
    output: flowRows,
  },
  rebuildReports: {
    method: 'POST',
    path: '/api/report-facts/rebuild',
    summary:
      'Measures all conversations anew in the background: after an import, or by today’s business hours. Figures are incomplete meanwhile. A conflict while that is under way already.',
    access: { permission: 'settings.write' },
    status: 202,
    output: rebuildState,
  },
  getRebuild: {
    method: 'GET',
    path: '/api/report-facts/rebuild',
    summary: 'How far measuring all conversations anew has come; null when nobody ever asked for it.',
    access: { permission: 'settings.write' },
    output: rebuildState.nullable(),
  },
  getReportSettings: {
    method: 'GET',
    path: '/api/report-settings',
    summary: 'What is set about figures.',
    access: read,
    output: reportSettings,
  },
  saveReportSettings: {
    method: 'PUT',
    path: '/api/report-settings',
    summary: 'Sets what figures depend on; it holds for what is measured from then on.',
    access: { permission: 'settings.write' },
    body: reportSettings,
    output: reportSettings,
  },
})
