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
import { approvals } from './contract-approvals.ts'
import { checks, confirmed } from './contract-checks.ts'
import { drafts } from './contract-drafts.ts'
import {
  answering,
  attachment,
  change,
  conversation,
  copies,
  mailAddress,
  message,
  priority,
  receipt,
  status,
} from './contract-shapes.ts'
import { merges } from './contract-merge.ts'
import { suggestions } from './contract-suggestions.ts'
import { tags } from './contract-tags.ts'

export { draft } from './contract-drafts.ts'
export {
  actor,
  answering,
  attachment,
  change,
  conversation,
  message,
  priority,
  receipt,
  status,
  tag,
} from './contract-shapes.ts'
export type { Change, Conversation, Message } from './contract-shapes.ts'

const one = z.object({ conversationId: id })
/** Words of a message; the room refuses one that has neither words nor files. */
const words = (max: number) => z.string().max(max).describe('May be empty where a file goes with it.')
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
    summary:
      'The HTML body, sanitised, with quoted history in closed `<details>`; remote pictures only when asked for, and then through us.',
    access: read,
    params: z.object({ messageId: id }),
    query: z.object({ pictures: z.enum(['blocked', 'shown']).default('blocked') }),
    output: z.object({ html: z.string(), blockedPictures: z.number().int() }),
  },
  getPicture: {
    method: 'GET',
    path: '/api/messages/:messageId/picture',
    summary: 'A remote picture of the HTML body, fetched for the reader; the body names its address.',
    access: read,
    params: z.object({ messageId: id }),
    query: z.object({ url: z.string().max(2048), signature: line(100) }),
    output: fileAnswer,
  },
  startConversation: {
    method: 'POST',
    path: '/api/conversations',
    summary: 'Writes first to a customer.',
    access: reply,
    status: 201,
    body: z.object({
      inboxId: id,
      customerId: id.optional().describe('Left out: whoever has the first address of `to`, known or new.'),
      to: z.array(mailAddress).min(1).max(50).optional().describe('Left out: the customer’s own address.'),
      ...copies.shape,
      subject: z.string().max(500),
      text: words(200_000),
      html: z.string().max(500_000).optional(),
      attachmentIds: z.array(id).max(50).default([]),
      sendAt: moment.optional().describe('Not before this moment.'),
      confirmed,
      draftFor: id
        .nullable()
        .optional()
        .describe(
          'Of which customer the first draft is sent with this, null: of nobody yet. It is forgotten.',
        ),
    }),
    output: conversation.extend({ messageId: id, receipt: receipt.nullable() }),
  },
  sendReply: {
    method: 'POST',
    path: '/api/conversations/:conversationId/replies',
    summary: 'Answers the customer. It leaves after the undo time, or at sendAt.',
    access: reply,
    params: one,
    status: 201,
    body: z.object({
      text: words(200_000),
      html: z.string().max(500_000).optional(),
      to: z.array(mailAddress).min(1).max(50).optional().describe('Left out: whoever wrote last.'),
      ...copies.shape,
      attachmentIds: z.array(id).max(50).default([]),
      sendAt: moment.optional().describe('Not before this moment.'),
      then: status
        .exclude(['snoozed'])
        .optional()
        .describe(
          'Status to set now, also where it leaves later; one that awaits approval sets it once it is approved.',
        ),
      seenMessageId: id
        .optional()
        .describe(
          'Newest message when the writing began. Somebody else’s answer after it, or the customer’s message where an answer is a letter, makes this a conflict that names them; unless `anyway`. An integration may leave both out: then nobody asks.',
        ),
      shownMessageId: id
        .optional()
        .describe(
          'Newest message on the screen when it was sent: from it on the customer’s messages count on live channels.',
        ),
      anyway: z.boolean().default(false),
      confirmed,
    }),
    output: message,
  },
  getAnswering: {
    method: 'GET',
    path: '/api/conversations/:conversationId/answering',
    summary: 'To whom an answer of the caller’s would go, and the signatures below it.',
    access: reply,
    params: one,
    output: answering,
  },
  getClosing: {
    method: 'GET',
    path: '/api/inboxes/:inboxId/closing',
    summary: 'The signatures below a message of the caller’s that this inbox sends.',
    access: reply,
    params: z.object({ inboxId: id }),
    output: z.object({ closing: z.string() }),
  },
  undoReply: {
    method: 'POST',
    path: '/api/messages/:messageId/undo',
    summary:
      'Takes back a message that has not left; its words become a draft again, above one that was begun since. A conversation that began with it goes as well.',
    access: reply,
    params: z.object({ messageId: id }),
    body: z.object({}),
    output: message.extend({
      withdrawn: z.boolean().describe('The conversation went with it: the words are a first draft again.'),
      withdrawnFrom: id
        .nullable()
        .describe(
          'To whom that draft is; null: to nobody yet, since the customer was made by this message and went, too.',
        ),
    }),
  },
  addNote: {
    method: 'POST',
    path: '/api/conversations/:conversationId/notes',
    summary: 'Adds an internal note; mentioned agents are told.',
    access: write,
    params: one,
    status: 201,
    body: z.object({
      text: words(100_000),
      mentions: z.array(id).max(50).default([]),
      attachmentIds: z.array(id).max(50).default([]),
    }),
    output: message,
  },
  assign: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/assignee',
    summary:
      'Assigns to an agent (a person or a bot), a team, both, or nobody: the queue. Exactly one of the three holds a conversation.',
    access: write,
    params: one,
    body: z.object({
      assigneeId: id.nullable().optional(),
      teamId: id.nullable().optional(),
      whileAssigneeId: id
        .nullable()
        .optional()
        .describe('Only while this one has it (null: nobody); otherwise a conflict.'),
    }),
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
    summary: 'Follows or stops following; for somebody else it needs leave to work on conversations.',
    access: read,
    params: one,
    body: z.object({ following: z.boolean(), agentId: id.optional().describe('Left out: the caller.') }),
    output: empty,
  },
  markRead: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/read',
    summary: 'Tells that the caller has read it up to now: notes in it that mention them are seen.',
    access: read,
    params: one,
    body: z.object({}),
    output: empty,
  },
  ...approvals,
  ...checks,
  ...drafts,
  ...merges,
  ...suggestions,
  ...tags,
  uploadFile: {
    method: 'POST',
    path: '/api/uploads',
    summary: 'Keeps a file for a message to be sent; the body is the file itself.',
    access: write,
    status: 201,
    query: z.object({ name: line(255) }),
    body: fileBody,
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
