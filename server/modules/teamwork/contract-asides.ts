import { z } from 'zod'
import { defineContract, id, inBoth, line, moment, pageOf, pageQuery } from '../../kernel/contract.ts'
import { people } from './contract-partners.ts'

const kind = z
  .enum(['escalation', 'side'])
  .describe(
    '`escalation`: another department is asked, with a deadline. `side`: a supplier, a carrier or somebody else.',
  )
export type AsideKind = z.infer<typeof kind>

const state = z
  .enum(['waiting', 'answered', 'closed'])
  .describe('`waiting` for them, `answered` and waiting for us, or done with.')
export type AsideState = z.infer<typeof state>

const text = line(20_000)

export const asideMessage = z.object({
  id,
  direction: z.enum(['out', 'in']),
  via: z
    .enum(['mail', 'link', 'desk'])
    .describe('`link`: on the page behind the link. `desk`: one of us wrote down what was said elsewhere.'),
  authorId: id.nullable().describe('Who of us.'),
  author: z.string(),
  address: z.string().nullable(),
  to: z.array(z.object({ name: z.string(), address: z.string() })),
  text: z.string().describe('Empty where what stood there was erased.'),
  automatic: z.boolean().describe('A machine wrote it: it answers nothing.'),
  at: moment,
  state: z
    .enum(['queued', 'sending', 'sent', 'failed', 'uncertain', 'bounced', 'cancelled'])
    .nullable()
    .describe('Of what leaves by mail.'),
  reason: inBoth.nullable().describe('Why it has not left, or did not arrive.'),
  files: z.array(
    z.object({
      id,
      name: z.string(),
      type: z.string(),
      size: z.number().int(),
      problem: z.string().nullable(),
    }),
  ),
})
export type AsideMessage = z.infer<typeof asideMessage>

const head = z.object({
  id,
  conversationId: id.describe('On which conversation it stands; of a merged one that which it went into.'),
  reference: z.string().describe('How others call it: `S1042-1`. It leads into no thread.'),
  kind,
  state,
  partnerId: id.nullable(),
  partner: z.string(),
  typeId: id.nullable(),
  type: z.string().nullable(),
  subject: z.string(),
  dueAt: moment.nullable(),
  createdBy: id.nullable(),
  createdAt: moment,
  answeredAt: moment.nullable().describe('When they answered first.'),
  closedAt: moment.nullable(),
  closedBy: id.nullable(),
})

export const aside = head.extend({
  people: z
    .array(z.object({ name: z.string(), address: z.string() }))
    .describe('To whom the next message goes.'),
  messages: z.array(asideMessage),
})
export type Aside = z.infer<typeof aside>

export const listedAside = head.extend({
  last: z.string().describe('How the newest message begins.'),
  conversation: z.object({ number: z.number().int(), subject: z.string(), customer: z.string() }),
})
export type ListedAside = z.infer<typeof listedAside>

export const asideInput = z.object({
  kind,
  partnerId: id.nullable().describe('Null: whoever stands in `people`.'),
  typeId: id.nullable(),
  people: people.describe('To whom it is written. None: they are asked through the link alone.'),
  subject: line(300),
  text,
  dueAt: moment.nullable(),
  attachmentIds: z.array(id).max(20).default([]).describe('Uploads, and files of this conversation.'),
})
export type AsideInput = z.infer<typeof asideInput>

export const asideFilter = z.object({
  whose: z
    .enum(['me', 'anybody'])
    .default('me')
    .describe('`me`: asked by the caller, or of a conversation of theirs.'),
  state: z.enum(['open', 'waiting', 'overdue', 'answered', 'closed']).default('open'),
  kind: kind.optional(),
})
export type AsideFilter = z.infer<typeof asideFilter>

const read = { permission: 'conversations.read' } as const
const write = { permission: 'conversations.reply' } as const
const ofConversation = z.object({ conversationId: id })
const one = z.object({ asideId: id })
const token = z.string().min(1).max(300)

/** What is seen through the link. */
export const linkedAside = z.object({
  desk: z.string().describe('Who asks.'),
  reference: z.string(),
  partner: z.string(),
  type: z.string().nullable(),
  subject: z.string(),
  dueAt: moment.nullable(),
  closed: z.boolean(),
  messages: z.array(
    z.object({
      id,
      mine: z.boolean().describe('Of who was asked.'),
      author: z.string(),
      text: z.string(),
      at: moment,
    }),
  ),
})
export type LinkedAside = z.infer<typeof linkedAside>

export const asides = defineContract({
  listConversationAsides: {
    method: 'GET',
    path: '/api/conversations/:conversationId/asides',
    summary:
      'Escalations and side conversations about a conversation, with everything that was said in them.',
    access: read,
    params: ofConversation,
    output: z.array(aside),
  },
  startAside: {
    method: 'POST',
    path: '/api/conversations/:conversationId/asides',
    summary: 'Asks somebody else about a conversation. Its customer is told nothing.',
    access: write,
    status: 201,
    params: ofConversation,
    body: asideInput,
    output: aside,
  },
  writeAside: {
    method: 'POST',
    path: '/api/asides/:asideId/messages',
    summary: 'Writes once more to whoever was asked.',
    access: write,
    status: 201,
    params: one,
    body: z.object({ text, people, attachmentIds: z.array(id).max(20).default([]) }),
    output: aside,
  },
  noteAnswer: {
    method: 'POST',
    path: '/api/asides/:asideId/answers',
    summary: 'Writes down what they answered elsewhere: by phone, in person.',
    access: write,
    status: 201,
    params: one,
    body: z.object({ author: line(100), text }),
    output: aside,
  },
  updateAside: {
    method: 'PATCH',
    path: '/api/asides/:asideId',
    summary: 'Changes the deadline, says that it is done with, or that it is not after all.',
    access: write,
    params: one,
    body: z.object({ dueAt: moment.nullable().optional(), closed: z.boolean().optional() }),
    output: aside,
  },
  resendAside: {
    method: 'POST',
    path: '/api/aside-messages/:messageId/resend',
    summary: 'Sends once more what failed, came back, or may not have been sent.',
    access: write,
    params: z.object({ messageId: id }),
    output: aside,
  },
  makeAsideLink: {
    method: 'POST',
    path: '/api/asides/:asideId/link',
    summary:
      'Gives the link through which it is answered without a seat; `renew`: earlier ones open nothing any more.',
    access: write,
    params: one,
    body: z.object({ renew: z.boolean() }),
    output: z.object({ url: z.string(), until: moment }),
  },
  listAsides: {
    method: 'GET',
    path: '/api/asides',
    summary: 'Escalations and side conversations of all conversations in sight, what is due first.',
    access: read,
    query: asideFilter.extend(pageQuery.shape),
    output: pageOf(listedAside),
  },
  readAsideLink: {
    method: 'POST',
    path: '/api/aside-links',
    summary: 'What stands behind a link of an escalation: nothing of the customer’s conversation.',
    access: 'public',
    transaction: false,
    perMinute: 60,
    body: z.object({ token }),
    output: linkedAside,
  },
  answerAsideLink: {
    method: 'POST',
    path: '/api/aside-links/answers',
    summary: 'Answers an escalation without a seat.',
    access: 'public',
    transaction: false,
    perMinute: 10,
    body: z.object({
      token,
      answerId: id.describe('Made by whoever answers: the same is kept once.'),
      author: line(100),
      text,
    }),
    output: linkedAside,
  },
})
