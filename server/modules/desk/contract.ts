import { z } from 'zod'
import {
  defineContract,
  empty,
  fileAnswer,
  id,
  line,
  moment,
  pageOf,
  pageQuery,
} from '../../kernel/contract.ts'
import { actor, conversation, priority, status } from '../conversations/contract.ts'
import { attributeValue, customer, customerFilter } from '../customers/contract.ts'

/** Which conversations a list shows. Everything given must hold. */
export const filter = z.object({
  view: z.enum(['mine', 'unassigned', 'team', 'all', 'following', 'mentions']).default('all'),
  status: z.enum(['open', 'pending', 'snoozed', 'resolved', 'any']).default('open'),
  teamId: id.optional().describe('With view=team: that team; otherwise a further condition.'),
  inboxId: id.optional(),
  assigneeId: id.optional(),
  tagId: id.optional(),
  customerId: id.optional(),
  priority: priority.optional(),
  waiting: z.boolean().optional().describe('true: only where the customer waits for an answer.'),
  sort: z
    .enum(['newest', 'oldest', 'waiting', 'due'])
    .default('newest')
    .describe(
      'Newest or oldest activity first; longest wait first, and then only where somebody waits; or what was promised soonest first, and then only where the time of a promise runs.',
    ),
})
export type Filter = z.infer<typeof filter>

/** One kept count: conversations of an inbox by team, assignee and status. Side-bar numbers are sums of these. */
export const count = z.object({
  inboxId: id,
  teamId: id.nullable(),
  assigneeId: id.nullable(),
  status,
  count: z.number().int(),
})
export type Count = z.infer<typeof count>

export const savedView = z.object({
  id,
  name: z.string(),
  shared: z.boolean(),
  ownerId: id,
  filter: filter.partial(),
  position: z.number().int(),
})
export type SavedView = z.infer<typeof savedView>

export const hit = z.object({
  conversation,
  messageId: id.nullable(),
  file: z
    .object({ id, name: z.string() })
    .nullable()
    .describe('The attachment in whose name or text it was found.'),
  at: moment,
  snippet: z.string().describe('Text around the match; matches stand between U+E000 and U+E001.'),
})
export type Hit = z.infer<typeof hit>

const entry = { id, at: moment }
const about = z.object({ id, number: z.number().int(), subject: z.string(), inboxId: id })

/** One thing that happened with a customer. */
export const timelineEntry = z.discriminatedUnion('kind', [
  z
    .object({ ...entry, kind: z.enum(['opened', 'resolved', 'reopened']), actor, conversation: about })
    .describe('A conversation began, was resolved, or was opened again after that.'),
  z
    .object({
      ...entry,
      kind: z.literal('messages'),
      conversation: about,
      since: moment.describe('The first of them; `at` is the last.'),
      inbound: z.number().int(),
      outbound: z.number().int(),
      authors: z.array(z.string()).describe('Agents who wrote.'),
    })
    .describe('What was said in a conversation on one day of the caller’s time zone.'),
  z
    .object({ ...entry, kind: z.literal('note'), actor, text: z.string() })
    .describe('A note about the customer.'),
  z
    .object({
      ...entry,
      kind: z.literal('changed'),
      actor,
      what: z.enum([
        'created',
        'name',
        'kana',
        'language',
        'attribute',
        'address-added',
        'address-removed',
        'merged',
        'unmerged',
      ]),
      subject: z
        .string()
        .nullable()
        .describe('The attribute’s key, the kind of the address, or the id of the merge.'),
      from: attributeValue.nullable(),
      to: attributeValue.nullable(),
    })
    .describe('The customer became known, or something of theirs changed.'),
])
export type TimelineEntry = z.infer<typeof timelineEntry>

const customersQuery = customerFilter.extend({
  open: z
    .stringbool()
    .optional()
    .describe('true: only with a conversation in sight that is not resolved; false: only without one.'),
})

const read = { permission: 'conversations.read' } as const

export const desk = defineContract({
  listConversations: {
    method: 'GET',
    path: '/api/conversations',
    summary: 'Conversations that the caller may see, filtered, as a keyset list.',
    access: read,
    query: pageQuery.extend({ ...filter.shape, waiting: z.stringbool().optional() }),
    output: pageOf(conversation),
  },
  counts: {
    method: 'GET',
    path: '/api/conversation-counts',
    summary: 'Kept counts for side-bars, plus mentions not seen yet.',
    access: read,
    output: z.object({ counts: z.array(count), mentions: z.number().int() }),
  },
  search: {
    method: 'GET',
    path: '/api/search',
    summary:
      'Finds words in messages, subjects, attachments and customers; newest first. 全角 and 半角 are alike.',
    access: read,
    query: pageQuery.extend({
      q: line(200),
      inboxId: id.optional(),
      customerId: id.optional(),
      from: moment.optional(),
      to: moment.optional(),
    }),
    output: z.object({
      items: z.array(hit),
      customers: z.array(z.object({ id, name: z.string(), detail: z.string() })).describe('First page only.'),
      next: z.string().nullable(),
    }),
  },
  getSearchRefresh: {
    method: 'GET',
    path: '/api/search-refresh',
    summary: 'How far the search index was brought up to date after an update.',
    access: read,
    output: z.object({ underWay: z.boolean(), done: z.number().int(), total: z.number().int() }),
  },
  listCustomers: {
    method: 'GET',
    path: '/api/customers',
    summary: 'Customers in sight, filtered, last seen first.',
    access: { permission: 'customers.read' },
    query: pageQuery.extend(customersQuery.shape),
    output: pageOf(customer),
  },
  exportCustomers: {
    method: 'GET',
    path: '/api/customers.csv',
    summary: 'The same customers, all of them, as CSV (UTF-8), with a column for each custom attribute.',
    access: { permission: 'customers.export' },
    perMinute: 10,
    query: customersQuery,
    output: fileAnswer,
  },
  listTimeline: {
    method: 'GET',
    path: '/api/customers/:customerId/timeline',
    summary:
      'Everything that happened with a customer, newest first: conversations, messages by day, notes, changes.',
    access: { permission: 'customers.read' },
    params: z.object({ customerId: id }),
    query: pageQuery,
    output: pageOf(timelineEntry),
  },
  listViews: {
    method: 'GET',
    path: '/api/views',
    summary: 'The caller’s own and the shared saved views.',
    access: read,
    output: z.array(savedView),
  },
  createView: {
    method: 'POST',
    path: '/api/views',
    summary: 'Saves a filter under a name.',
    access: read,
    status: 201,
    body: z.object({ name: line(80), shared: z.boolean().default(false), filter: filter.partial() }),
    output: savedView,
  },
  updateView: {
    method: 'PATCH',
    path: '/api/views/:viewId',
    summary: 'Changes a saved view.',
    access: read,
    params: z.object({ viewId: id }),
    body: z.object({
      name: line(80).optional(),
      shared: z.boolean().optional(),
      filter: filter.partial().optional(),
      position: z.number().int().min(0).max(1000).optional(),
    }),
    output: savedView,
  },
  deleteView: {
    method: 'DELETE',
    path: '/api/views/:viewId',
    summary: 'Removes a saved view.',
    access: read,
    params: z.object({ viewId: id }),
    output: empty,
  },
})
