import { z } from 'zod'
import {
  defineContract,
  empty,
  fileAnswer,
  fileBody,
  id,
  line,
  moment,
  pageQuery,
} from '../../kernel/contract.ts'

/** Where a conversation stands. `snoozed` comes back by itself at `snoozedUntil`. */
export const status = z.enum(['open', 'pending', 'snoozed', 'resolved'])
export const priority = z.enum(['low', 'normal', 'high', 'urgent'])

/** What happened to an outgoing message. `uncertain`: it may have been sent. `cancelled`: undone before it left. */
export const receipt = z.enum([
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
  problem: z.string().nullable().describe('Why the file is missing, when it was left out.'),
})

export const recipient = z.object({
  role: z.enum(['from', 'to', 'cc', 'bcc']),
  kind: z.string(),
  value: z.string(),
  name: z.string().nullable(),
})

/** One message, note included, as agents see it. */
export const message = z.object({
  id,
  conversationId: id,
  kind: z.enum(['inbound', 'outbound', 'note']),
  author: actor,
  text: z.string(),
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
  receiptReason: z.string().nullable(),
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
  ]),
  actor,
  from: z.string().nullable(),
  to: z.string().nullable(),
  at: moment,
})
export type Change = z.infer<typeof change>

/** What an agent wrote and has not sent yet. */
export const draft = z.object({
  mode: z.enum(['reply', 'note']),
  text: z.string().max(200_000),
  html: z.string().max(500_000).nullable(),
  cc: z.array(z.string()).max(50),
  bcc: z.array(z.string()).max(50),
  attachmentIds: z.array(id).max(50),
  updatedAt: moment,
})

const one = z.object({ conversationId: id })
const read = { permission: 'conversations.read' } as const
const write = { permission: 'conversations.write' } as const
const reply = { permission: 'conversations.reply' } as const

export const conversations = defineContract({
  getConversation: {
    method: 'GET',
    path: '/api/conversations/:conversationId',
    summary: 'One conversation with its followers.',
    access: read,
    params: one,
    output: conversation.extend({
      followerIds: z.array(id),
      following: z.boolean(),
      channel: z.string(),
      canReply: z.boolean(),
    }),
  },
  listMessages: {
    method: 'GET',
    path: '/api/conversations/:conversationId/messages',
    summary: 'Messages and changes, newest page first; each page in order of time.',
    access: read,
    params: one,
    query: pageQuery,
    output: z.object({ messages: z.array(message), changes: z.array(change), next: z.string().nullable() }),
  },
  getMessageHtml: {
    method: 'GET',
    path: '/api/messages/:messageId/html',
    summary: 'The HTML body, sanitised; remote pictures only when asked for.',
    access: read,
    params: z.object({ messageId: id }),
    query: z.object({ pictures: z.enum(['blocked', 'shown']).default('blocked') }),
    output: z.object({ html: z.string(), blockedPictures: z.number().int() }),
  },
  startConversation: {
    method: 'POST',
    path: '/api/conversations',
    summary: 'Writes first to a customer.',
    access: reply,
    status: 201,
    body: z.object({
      inboxId: id,
      customerId: id,
      subject: z.string().max(500),
      text: line(200_000),
      html: z.string().max(500_000).optional(),
      attachmentIds: z.array(id).max(50).default([]),
    }),
    output: conversation,
  },
  sendReply: {
    method: 'POST',
    path: '/api/conversations/:conversationId/replies',
    summary: 'Answers the customer. It leaves after the undo time, or at sendAt.',
    access: reply,
    params: one,
    status: 201,
    body: z.object({
      text: line(200_000),
      html: z.string().max(500_000).optional(),
      cc: z.array(z.email()).max(50).default([]),
      bcc: z.array(z.email()).max(50).default([]),
      attachmentIds: z.array(id).max(50).default([]),
      sendAt: moment.optional().describe('Not before this moment.'),
      then: status.exclude(['snoozed']).optional().describe('Status to set once it is queued.'),
      seenMessageId: id
        .optional()
        .describe('Newest message that the writer saw; newer ones make this a conflict unless `anyway`.'),
      anyway: z.boolean().default(false),
    }),
    output: message,
  },
  undoReply: {
    method: 'POST',
    path: '/api/messages/:messageId/undo',
    summary: 'Takes back a message that has not left; its words become a draft again.',
    access: reply,
    params: z.object({ messageId: id }),
    body: z.object({}),
    output: message,
  },
  addNote: {
    method: 'POST',
    path: '/api/conversations/:conversationId/notes',
    summary: 'Adds an internal note; mentioned agents are told.',
    access: write,
    params: one,
    status: 201,
    body: z.object({
      text: line(100_000),
      mentions: z.array(id).max(50).default([]),
      attachmentIds: z.array(id).max(50).default([]),
    }),
    output: message,
  },
  assign: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/assignee',
    summary: 'Assigns to an agent, a team, both, or nobody.',
    access: write,
    params: one,
    body: z.object({ assigneeId: id.nullable().optional(), teamId: id.nullable().optional() }),
    output: conversation,
  },
  setStatus: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/status',
    summary: 'Opens, sets pending, snoozes or resolves.',
    access: write,
    params: one,
    body: z.object({ status, snoozedUntil: moment.optional() }),
    output: conversation,
  },
  setPriority: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/priority',
    summary: 'Sets the priority.',
    access: write,
    params: one,
    body: z.object({ priority }),
    output: conversation,
  },
  setTags: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/tags',
    summary: 'Replaces the tags.',
    access: write,
    params: one,
    body: z.object({ tagIds: z.array(id).max(300) }),
    output: conversation,
  },
  setSubject: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/subject',
    summary: 'Changes the subject.',
    access: write,
    params: one,
    body: z.object({ subject: z.string().max(500) }),
    output: conversation,
  },
  follow: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/following',
    summary: 'Follows or stops following.',
    access: read,
    params: one,
    body: z.object({ following: z.boolean() }),
    output: empty,
  },
  markRead: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/read',
    summary:
      'Tells that the caller has read it up to now; the customer sees it where the channel can show it.',
    access: read,
    params: one,
    body: z.object({}),
    output: empty,
  },
  getDraft: {
    method: 'GET',
    path: '/api/conversations/:conversationId/draft',
    summary: 'The caller’s draft, or null.',
    access: read,
    params: one,
    output: draft.nullable(),
  },
  saveDraft: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/draft',
    summary: 'Keeps the caller’s draft; an empty one is removed.',
    access: write,
    params: one,
    body: draft.omit({ updatedAt: true }),
    output: empty,
    bodyLimit: 2_000_000,
  },
  listTags: { method: 'GET', path: '/api/tags', summary: 'All tags.', access: read, output: z.array(tag) },
  createTag: {
    method: 'POST',
    path: '/api/tags',
    summary: 'Makes a tag.',
    access: write,
    status: 201,
    body: z.object({
      name: line(60),
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .default('#868e96'),
    }),
    output: tag,
  },
  updateTag: {
    method: 'PATCH',
    path: '/api/tags/:tagId',
    summary: 'Renames or recolours a tag.',
    access: { permission: 'settings.write' },
    params: z.object({ tagId: id }),
    body: z.object({
      name: line(60).optional(),
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .optional(),
    }),
    output: tag,
  },
  deleteTag: {
    method: 'DELETE',
    path: '/api/tags/:tagId',
    summary: 'Removes a tag from everywhere.',
    access: { permission: 'settings.write' },
    params: z.object({ tagId: id }),
    output: empty,
  },
  uploadFile: {
    method: 'POST',
    path: '/api/uploads',
    summary: 'Keeps a file for a message to be sent; the body is the file itself.',
    access: write,
    status: 201,
    query: z.object({ name: line(255) }),
    body: fileBody,
    bodyLimit: 200 * 1024 * 1024,
    output: attachment,
  },
  getAttachment: {
    method: 'GET',
    path: '/api/attachments/:attachmentId',
    summary: 'The file of an attachment.',
    access: read,
    params: z.object({ attachmentId: id }),
    output: fileAnswer,
  },
})
