import { z } from 'zod'
import { defineContract, empty, fileAnswer, id, moment, pageOf, pageQuery } from '../../kernel/contract.ts'

/**
 * Why an arrival lies in quarantine: its channel could not read it, it could not be stored, its inbox is gone, or each
 * attempt ended without an answer.
 */
const causes = ['unreadable', 'unstorable', 'disconnected', 'unfinished'] as const

/** Something that came in and could not be taken over; it is kept as it came. */
export const quarantined = z.object({
  id,
  inboxId: id,
  cause: z.enum(causes),
  detail: z.string().describe('What the program said, for whoever looks for the cause; may be empty.'),
  attempts: z.number().int(),
  size: z.number().int().describe('Bytes.'),
  receivedAt: moment,
})
export type Quarantined = z.infer<typeof quarantined>
export type Cause = Quarantined['cause']

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
  getQuarantined: {
    method: 'GET',
    path: '/api/quarantine/:arrivalId/source',
    summary: 'What came in, byte for byte, as a file.',
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
