import { z } from 'zod'
import { defineContract, empty, id, moment } from '../../kernel/contract.ts'

/** What an agent writes first to a customer and has not sent yet. */
export const firstDraft = z.object({
  inboxId: id.nullable().describe('From which inbox; null: not chosen.'),
  subject: z.string().max(500),
  text: z.string().max(200_000),
  html: z.string().max(500_000).nullable(),
  to: z.array(z.string()).max(50),
  cc: z.array(z.string()).max(50),
  bcc: z.array(z.string()).max(50),
  attachmentIds: z.array(id).max(50),
  updatedAt: moment,
})

/** What an agent wrote and has not sent yet. */
export const draft = z.object({
  mode: z.enum(['reply', 'note']),
  text: z.string().max(200_000),
  html: z.string().max(500_000).nullable(),
  to: z
    .array(z.string())
    .max(50)
    .nullable()
    .default(null)
    .describe('null: everybody on the last message, and `cc` and `bcc` are empty.'),
  cc: z.array(z.string()).max(50),
  bcc: z.array(z.string()).max(50),
  attachmentIds: z.array(id).max(50),
  aside: z
    .object({
      text: z.string().max(200_000),
      html: z.string().max(500_000).nullable(),
      attachmentIds: z.array(id).max(50),
    })
    .nullable()
    .default(null)
    .describe('What stands in the other mode: a note beside an answer, or the other way round.'),
  updatedAt: moment,
})

const one = z.object({ conversationId: id })

/** Routes of what agents have begun to write: in a conversation, and first to a customer. */
export const drafts = defineContract({
  getDraft: {
    method: 'GET',
    path: '/api/conversations/:conversationId/draft',
    summary: 'The caller’s draft, or null.',
    access: { permission: 'conversations.read' },
    params: one,
    output: draft.nullable(),
  },
  saveDraft: {
    method: 'PUT',
    path: '/api/conversations/:conversationId/draft',
    summary: 'Keeps the caller’s draft; an empty one is removed.',
    access: { permission: 'conversations.write' },
    params: one,
    body: draft.omit({ updatedAt: true }),
    output: empty,
    bodyLimit: 2_000_000,
  },
  getFirstDraft: {
    method: 'GET',
    path: '/api/first-draft',
    summary: 'What the caller writes first to a customer, or to nobody yet; null where nothing was begun.',
    access: { permission: 'conversations.reply' },
    query: z.object({ customerId: id.optional() }),
    output: firstDraft.nullable(),
  },
  saveFirstDraft: {
    method: 'PUT',
    path: '/api/first-draft',
    summary: 'Keeps what the caller writes first; an empty one is removed.',
    access: { permission: 'conversations.reply' },
    query: z.object({ customerId: id.optional() }),
    body: firstDraft.omit({ updatedAt: true }),
    output: empty,
    bodyLimit: 2_000_000,
  },
})
