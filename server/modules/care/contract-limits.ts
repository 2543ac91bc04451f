import { z } from 'zod'
import { defineContract, empty, id, moment } from '../../kernel/contract.ts'

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ examples: ['10:00'] })
const said = z.string().min(1).max(5000)

export const contactHours = z.object({
  days: z.array(z.number().int().min(0).max(6)).min(1).max(7).describe('0 is Sunday.'),
  from: time,
  to: time.describe('Later than `from`.'),
})
export type ContactHours = z.infer<typeof contactHours>

/** How a customer may write to us. */
const terms = {
  block: z.boolean().describe('Nothing of theirs is let in.'),
  channels: z
    .array(z.string().min(1).max(40))
    .max(20)
    .nullable()
    .describe('Those that stay open; null: all.'),
  most: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .nullable()
    .describe('So many messages in `periodDays`; null: no limit.'),
  periodDays: z.number().int().min(1).max(365).nullable(),
  hours: contactHours
    .nullable()
    .describe('When they may write, in the workspace’s time zone; null: at any time.'),
  reason: said,
  reviewOn: z.iso.date().describe('When somebody looks whether it is still needed.'),
  templateId: id.nullable().describe('The approved text with which they are told, once; null: they are not.'),
}

export const contactLimit = z.object({
  id,
  harassmentId: id,
  ...terms,
  toldAt: moment.nullable(),
  toldProblem: z
    .enum(['no-text', 'incomplete', 'no-thread'])
    .nullable()
    .describe(
      'Why they were not told: the text may not be used any more, a value is missing in it, or there is no thread to answer in.',
    ),
  setBy: id,
  setAt: moment,
  liftedBy: id.nullable(),
  liftedAt: moment.nullable(),
  held: z.number().int().describe('How many messages are held.'),
})
export type ContactLimit = z.infer<typeof contactLimit>

export const contactTerms = z.object(terms).extend({
  tell: z.boolean().describe('Tell them now; otherwise with the first message that is held.'),
})
export type ContactTerms = z.infer<typeof contactTerms>

export const heldContact = z.object({
  arrivalId: id,
  inboxId: id,
  at: moment,
  heldFor: z.enum(['block', 'channel', 'number', 'hours']),
  released: z.boolean().describe('It was let in afterwards.'),
})
export type HeldContact = z.infer<typeof heldContact>

export const appeal = z.object({
  id,
  limitId: id,
  words: z.string(),
  cameAt: moment,
  notedBy: id.nullable().describe('Who wrote it down for the customer; null: they did it themselves.'),
  decidedAt: moment.nullable(),
  decidedBy: id.nullable(),
  outcome: z.enum(['upheld', 'lifted']).nullable(),
  answer: z.string(),
})
export type Appeal = z.infer<typeof appeal>

/** What whoever appeals is shown. */
export const appealDesk = z.object({
  brand: z.string(),
  language: z.string(),
  state: z
    .enum(['open', 'waiting', 'over'])
    .describe('An appeal can be made; one waits to be decided; the limit does not stand any more.'),
})
export type AppealDesk = z.infer<typeof appealDesk>

const handle = { permission: 'harassment.handle' } as const
const one = z.object({ harassmentId: id })
const oneLimit = z.object({ limitId: id })
const token = z.object({ token: z.string().min(20).max(200) })

export const limitRoutes = defineContract({
  getContactState: {
    method: 'GET',
    path: '/api/conversations/:conversationId/contact-limit',
    summary: 'The limit on contact that stands for the customer of a conversation; null: there is none.',
    access: { permission: 'conversations.read' },
    params: z.object({ conversationId: id }),
    output: contactLimit.omit({ reason: true }).nullable(),
  },
  setContactLimit: {
    method: 'POST',
    path: '/api/harassments/:harassmentId/limits',
    summary:
      'Limits how a customer may write to us, or blocks them; in the place of the limit that stood. To block needs a permission of its own.',
    access: handle,
    status: 201,
    params: one,
    body: contactTerms,
    output: contactLimit,
  },
  liftContactLimit: {
    method: 'POST',
    path: '/api/contact-limits/:limitId/lift',
    summary: 'Lifts a limit. What is held stays held until somebody lets it in.',
    access: handle,
    params: oneLimit,
    body: z.object({ reason: said }),
    output: contactLimit,
  },
  reviewContactLimit: {
    method: 'POST',
    path: '/api/contact-limits/:limitId/review',
    summary: 'Says that a limit is still needed, why, and when somebody looks again.',
    access: handle,
    params: oneLimit,
    body: z.object({ reason: said, reviewOn: z.iso.date() }),
    output: contactLimit,
  },
  listHeldContacts: {
    method: 'GET',
    path: '/api/contact-limits/:limitId/held',
    summary: 'What came beyond a limit and is held, the newest first, 200 at most.',
    access: handle,
    params: oneLimit,
    output: z.array(heldContact),
  },
  releaseHeldContact: {
    method: 'POST',
    path: '/api/contact-limits/:limitId/held/:arrivalId/release',
    summary: 'Lets a held message in, as if there were no limit.',
    access: handle,
    params: oneLimit.extend({ arrivalId: id }),
    body: z.object({}),
    output: empty,
  },
  noteAppeal: {
    method: 'POST',
    path: '/api/contact-limits/:limitId/appeals',
    summary: 'Writes down an appeal that came by letter or telephone. It opens the record again.',
    access: handle,
    status: 201,
    params: oneLimit,
    body: z.object({ words: said }),
    output: appeal,
  },
  decideAppeal: {
    method: 'POST',
    path: '/api/appeals/:appealId/decision',
    summary:
      'Decides on an appeal: the limit stays, or is lifted. Who set the limit may not decide alone where others can.',
    access: handle,
    params: z.object({ appealId: id }),
    body: z.object({
      outcome: z.enum(['upheld', 'lifted']),
      answer: said,
      reviewOn: z.iso.date().nullable(),
    }),
    output: appeal,
  },
  getAppealDesk: {
    method: 'GET',
    path: '/api/appeal-desk/:token',
    summary: 'Whether an appeal can be made against the limit that a link names.',
    access: 'public',
    perMinute: 30,
    params: token,
    output: appealDesk,
  },
  makeAppeal: {
    method: 'POST',
    path: '/api/appeal-desk/:token',
    summary: 'Appeals against a limit on contact. One at a time.',
    access: 'public',
    perMinute: 5,
    params: token,
    body: z.object({ words: said }),
    output: appealDesk,
  },
})
