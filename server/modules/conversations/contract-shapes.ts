import { z } from 'zod'
import { id, inBoth, moment } from '../../kernel/contract.ts'

export const status = z.enum(['open', 'pending', 'snoozed', 'resolved'])
export const priority = z.enum(['low', 'normal', 'high', 'urgent'])

/** What happened to an outgoing message. `awaiting`: a second person looks at it first. `uncertain`: it may have been sent. `cancelled`: undone before it left. */
export const receipt = z.enum([
  'awaiting',
  'scheduled',
  'queued',
  'held',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'bounced',
  'uncertain',
  'cancelled',
])

/** Who did something: a customer, an agent, an automation, or the system. */
export const actor = z.object({
  kind: z.enum(['customer', 'agent', 'system', 'bot']),
  id: id.nullable(),
  name: z.string(),
})

export const tag = z.object({ id, name: z.string(), colour: z.string() })

/** A promise to a customer as lists show it; what the time is at the moment says whether it is broken, or nearly. */
const shownPromise = z.object({
  kind: z.enum(['first', 'next', 'resolve']),
  dueAt: moment.nullable().describe('When the time is over; null while nothing is counted.'),
  soonAt: moment.nullable().describe('From when on the time is nearly over; null: that is not said.'),
})

/** A row of the conversation list: what is fetched is also what is pushed. */
export const conversation = z.object({
  id,
  number: z.number().int().describe('Visible reference.'),
  inboxId: id,
  customer: z.object({ id, name: z.string() }),
  subject: z.string(),
  preview: z.string().describe('First words of the newest message.'),
  status,
  priority,
  assigneeId: id.nullable(),
  teamId: id.nullable(),
  tagIds: z.array(id),
  snoozedUntil: moment.nullable(),
  openedAt: moment,
  lastActivityAt: moment,
  lastDirection: z.enum(['inbound', 'outbound']),
  waitingSince: moment
    .nullable()
    .describe('Since when the customer waits for an answer; null when nobody waits.'),
  promise: shownPromise
    .nullable()
    .describe('The promise that is over first among those for which somebody waits.'),
  resolvedAt: moment.nullable(),
  messageCount: z.number().int(),
  version: z.number().int().describe('Grows with every change; a screen keeps the higher one.'),
})
export type Conversation = z.infer<typeof conversation>

export const attachment = z.object({
  id,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  inline: z.boolean(),
  contentId: z.string().nullable(),
  problem: z
    .string()
    .nullable()
    .describe('Why the file is missing, when it was left out: `too-large:` and the limit in bytes.'),
})

const recipient = z.object({
  role: z.enum(['from', 'to', 'cc', 'bcc']),
  kind: z.string(),
  value: z.string(),
  name: z.string().nullable(),
})

/** One message, note included, as agents see it. */
export const message = z.object({
  id,
  conversationId: id,
  homeId: id
    .nullable()
    .describe('The merged conversation whose thread it is of; null: the conversation’s own.'),
  kind: z.enum(['inbound', 'outbound', 'note']),
  author: actor,
  text: z.string(),
  quotes: z
    .array(
      z.object({
        from: z.number().int(),
        to: z.number().int(),
        kind: z.enum(['history', 'inline', 'forward']),
      }),
    )
    .describe(
      'Where other people’s words lie in the text, in UTF-16 units. `history` is what stands below an answer: screens fold it. Nothing is ever cut.',
    ),
  hasHtml: z.boolean().describe('There is an HTML body; fetch it sanitised from /html.'),
  subject: z.string().nullable(),
  recipients: z.array(recipient),
  attachments: z.array(attachment),
  context: z.record(z.string(), z.string()).describe('Page, referrer, form fields: what the channel saw.'),
  mentions: z.array(id),
  automatic: z.boolean(),
  occurredAt: moment,
  receivedAt: moment,
  receipt: receipt.nullable(),
  receiptReason: inBoth.nullable(),
  sendAt: moment.nullable().describe('When a message that still waits will leave: undo or schedule.'),
})
export type Message = z.infer<typeof message>

/** A change beside the messages: who assigned, resolved, tagged, when. */
export const change = z.object({
  id,
  conversationId: id,
  kind: z.enum([
    'opened',
    'assigned',
    'team',
    'status',
    'priority',
    'tagged',
    'untagged',
    'subject',
    'moved',
    'merged',
    'unmerged',
    'split',
    'unsplit',
    'returned',
    'approved',
  ]),
  actor,
  from: z
    .string()
    .nullable()
    .describe(
      'What it was before. Of `merged`, `unmerged`, `split` and `unsplit` the number of the conversation whose messages went, `to` that of where they went: both conversations have the change.',
    ),
  to: z.string().nullable(),
  at: moment,
})
export type Change = z.infer<typeof change>

/** A mail address to send to. Looser than the standard where real ones are: carriers gave away `a..b@` and `a.@`. */
export const mailAddress = z
  .string()
  .max(320)
  .regex(/^[^\s@<>(),;:"\\\p{Cc}]+@[^\s@<>(),;:"\\\p{Cc}]+\.[^\s@<>(),;:"\\.\p{Cc}]+$/u, 'is no mail address')

const addresses = z.array(mailAddress).max(50)

/** To whom a message goes. */
export const copies = z.object({ cc: addresses.default([]), bcc: addresses.default([]) })

const person = z.object({ kind: z.string(), value: z.string(), name: z.string().nullable() })
const people = z.object({ to: z.array(person), cc: z.array(person) })

/** How an answer would leave. */
export const answering = z.object({
  reply: people.describe('Whoever wrote last, alone.'),
  all: people.describe('Everybody on the last message, without our own addresses.'),
  closing: z.string().describe('Signatures that will stand below the caller’s words.'),
})
