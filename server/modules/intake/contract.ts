import { z } from 'zod'
import {
  defineContract,
  empty,
  fileAnswer,
  id,
  inBoth,
  moment,
  pageOf,
  pageQuery,
} from '../../kernel/contract.ts'
import { blockedRoutes } from './contract-blocked.ts'
import { inboxHealth } from './contract-health.ts'

/**
 * Why an arrival lies in quarantine: its channel could not read it, it could not be stored, its inbox is gone, or each
 * attempt ended without an answer.
 */
const causes = ['unreadable', 'unstorable', 'disconnected', 'unfinished'] as const

/** By what people recognise an arrival, and what there is of it. */
const glance = z.object({
  from: z.string().nullable().describe('Who wrote, where its channel can tell without reading it.'),
  subject: z.string().nullable(),
  size: z.number().int().describe('Bytes that came.'),
  kept: z.enum(['whole', 'beginning', 'nothing']).describe('What is left of them.'),
  receivedAt: moment,
})

/** Something that came in and could not be taken over; it is kept as it came. */
export const quarantined = glance.extend({
  id,
  inboxId: id,
  cause: z.enum(causes),
  detail: z.string().describe('What the program said, for whoever looks for the cause; may be empty.'),
  attempts: z.number().int().describe('Of all rounds together.'),
})
export type Quarantined = z.infer<typeof quarantined>
export type Cause = Quarantined['cause']

/**
 * Why an arrival became no message: its channel says so in words, it reports on a message that is not ours, there was
 * nothing in it, its id came before with another content, its sender is blocked, or contact with them is limited.
 */
const ignoredCauses = ['channel', 'report', 'empty', 'duplicate', 'blocked', 'limited'] as const

/** Something that came in and became no message. */
export const ignored = glance.extend({
  id,
  inboxId: id,
  cause: z.enum(ignoredCauses),
  words: inBoth.nullable().describe('The channel’s own.'),
})
export type Ignored = z.infer<typeof ignored>

/** A mail as it came. */
export const source = z.object({
  text: z.string().describe('Headers and body as text; to be shown as text alone.'),
  size: z.number().int().describe('Bytes.'),
  cut: z.boolean().describe('There is more in the file.'),
})
export type Source = z.infer<typeof source>

const mending = { permission: 'intake.retry' } as const
const ofInbox = z.object({ inboxId: id })
const one = z.object({ arrivalId: id })
const seeing = { permission: 'conversations.read' } as const
const ofMessage = z.object({ messageId: id })

export const intake = defineContract({
  countQuarantine: {
    method: 'GET',
    path: '/api/quarantine',
    summary: 'How many arrivals lie in quarantine, for each inbox in the caller’s sight that has any.',
    access: mending,
    output: z.array(z.object({ inboxId: id, count: z.number().int() })),
  },
  listQuarantine: {
    method: 'GET',
    path: '/api/inboxes/:inboxId/quarantine',
    summary: 'Arrivals of an inbox that lie in quarantine, or were dismissed from there, the newest first.',
    access: mending,
    params: ofInbox,
    query: pageQuery.extend({ state: z.enum(['quarantined', 'dismissed']).default('quarantined') }),
    output: pageOf(quarantined),
  },
  getHealth: {
    method: 'GET',
    path: '/api/inboxes/:inboxId/health',
    summary:
      'How an inbox’s reading is: what waits, what was copied, what it usually hears, until when it may sign in.',
    access: mending,
    params: ofInbox,
    output: inboxHealth,
  },
  ...blockedRoutes,
  listIgnored: {
    method: 'GET',
    path: '/api/inboxes/:inboxId/ignored',
    summary: 'Arrivals of the last 90 days that became no message, the newest first.',
    access: mending,
    params: ofInbox,
    query: pageQuery.extend({
      only: z
        .enum(['duplicates', 'others'])
        .optional()
        .describe('Those whose id came before, or the others.'),
    }),
    output: pageOf(ignored),
  },
  importIgnored: {
    method: 'POST',
    path: '/api/ignored/:arrivalId/import',
    summary: 'Takes an arrival in as a message although it was ignored.',
    access: mending,
    params: one,
    body: z.object({}),
    output: empty,
  },
  getArrivalSource: {
    method: 'GET',
    path: '/api/quarantine/:arrivalId/text',
    summary: 'What came in, in quarantine or ignored, as text.',
    access: mending,
    params: one,
    output: source,
  },
  getQuarantined: {
    method: 'GET',
    path: '/api/quarantine/:arrivalId/source',
    summary: 'What came in, in quarantine or ignored, byte for byte, as a file.',
    access: mending,
    params: one,
    output: fileAnswer,
  },
  getMessageSource: {
    method: 'GET',
    path: '/api/messages/:messageId/source',
    summary: 'The mail that a message came as: headers and source as text, while it is kept.',
    access: seeing,
    params: ofMessage,
    output: source,
  },
  getMessageFile: {
    method: 'GET',
    path: '/api/messages/:messageId/source.eml',
    summary: 'The mail that a message came as, byte for byte, as a file.',
    access: seeing,
    params: ofMessage,
    output: fileAnswer,
  },
  rereadMessage: {
    method: 'POST',
    path: '/api/messages/:messageId/reread',
    summary:
      'Reads anew what a customer’s message came as: words, subject and files, and nothing of where it stands.',
    access: mending,
    params: ofMessage,
    body: z.object({}),
    output: empty,
  },
  retryQuarantined: {
    method: 'POST',
    path: '/api/quarantine/:arrivalId/retry',
    summary: 'Takes an arrival in once more.',
    access: mending,
    params: one,
    body: z.object({}),
    output: empty,
  },
  retryQuarantine: {
    method: 'POST',
    path: '/api/inboxes/:inboxId/quarantine/retry',
    summary: 'Takes everything of an inbox that lies in quarantine in once more.',
    access: mending,
    params: ofInbox,
    body: z.object({}),
    output: z.object({ count: z.number().int() }),
  },
  dismissQuarantined: {
    method: 'POST',
    path: '/api/quarantine/:arrivalId/dismiss',
    summary: 'Says that nothing is to be done about an arrival. It is kept, and counted no more.',
    access: mending,
    params: one,
    body: z.object({}),
    output: empty,
  },
  restoreDismissed: {
    method: 'POST',
    path: '/api/quarantine/:arrivalId/restore',
    summary: 'Puts a dismissed arrival back into quarantine.',
    access: mending,
    params: one,
    body: z.object({}),
    output: empty,
  },
  dismissQuarantine: {
    method: 'POST',
    path: '/api/inboxes/:inboxId/quarantine/dismiss',
    summary: 'Dismisses everything of an inbox that lies in quarantine, up to the newest that was looked at.',
    access: mending,
    params: ofInbox,
    body: z.object({ upTo: id.describe('The newest arrival that was looked at.') }),
    output: z.object({ count: z.number().int() }),
  },
})
