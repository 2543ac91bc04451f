import { z } from 'zod'
import { defineContract, id, moment } from '../../kernel/contract.ts'
import { actor, conversation, status } from './contract-shapes.ts'

const one = z.object({ conversationId: id })
const read = { permission: 'conversations.read' } as const
const write = { permission: 'conversations.write' } as const

/** One of the two conversations of a link. */
const side = z.object({
  id,
  number: z.number().int(),
  subject: z.string(),
  inboxId: id,
  customer: z.object({ id, name: z.string() }),
})

const previewed = side.extend({ status, messageCount: z.number().int() })
const people = z.array(z.object({ id, name: z.string() }))

/** What a merge would do, before it is done. */
export const mergePreview = z.object({
  from: previewed,
  into: previewed,
  sameCustomer: z
    .boolean()
    .describe(
      'False: two people’s messages would stand in one conversation. The merge then wants `differentCustomers`.',
    ),
  sameInbox: z.boolean(),
  gaining: people.describe('Who sees the survivor’s inbox and not the other’s: they will read its messages.'),
  losing: people.describe(
    'Who sees the other’s inbox and not the survivor’s: they will see neither of them.',
  ),
  drafts: z
    .number()
    .int()
    .describe(
      'Answers that colleagues have begun in the conversation that goes. They wait there until it is undone.',
    ),
})
export type MergePreview = z.infer<typeof mergePreview>

/** A merge or a split, as it stands or as it was undone. */
export const conversationLink = z.object({
  id,
  kind: z.enum(['merge', 'split']),
  from: side.describe('Whose messages went.'),
  into: side.describe('Where they went: the survivor of a merge, the new conversation of a split.'),
  messages: z.number().int().describe('How many messages went.'),
  by: actor,
  at: moment,
  undoneBy: actor.nullable(),
  undoneAt: moment.nullable(),
  hindered: z
    .enum(['merged-further', 'split-since'])
    .nullable()
    .describe(
      'Why it can’t be undone now: another link has to be undone first. Null: it can, unless it is undone.',
    ),
})
export type ConversationLink = z.infer<typeof conversationLink>

const linked = z.object({
  linkId: id.describe('By which it is undone.'),
  conversation: conversation.describe('The conversation to look at now.'),
})

const differentCustomers = z
  .boolean()
  .default(false)
  .describe(
    'True: two people’s messages shall stand in one conversation. Answers still go to the writer of what is answered.',
  )

/** Routes of merging, splitting, and undoing either. */
export const merges = defineContract({
  previewConversationMerge: {
    method: 'GET',
    path: '/api/conversations/:conversationId/merge/:intoId',
    summary:
      'What merging a conversation into another would do, and who would see what. Both must be in sight.',
    access: write,
    params: one.extend({ intoId: id }),
    output: mergePreview,
  },
  mergeConversation: {
    method: 'POST',
    path: '/api/conversations/:conversationId/merge',
    summary:
      'Merges it into another conversation, which survives. Its messages keep their recipients, later ones go to the survivor, and its address leads there.',
    access: write,
    params: one,
    body: z.object({ intoId: id, differentCustomers }),
    output: linked,
  },
  splitConversation: {
    method: 'POST',
    path: '/api/conversations/:conversationId/split',
    summary:
      'Puts messages into a new conversation of the same customer and inbox: chosen ones, or everything from one on. At least one message that is no note goes, and at least one stays. Where others were merged in, all that go came with one of them.',
    access: write,
    params: one,
    status: 201,
    body: z.object({
      messageIds: z.array(id).min(1).max(500).optional().describe('These.'),
      fromMessageId: id
        .optional()
        .describe(
          'This one and all after it that came with the same conversation; in place of `messageIds`.',
        ),
      subject: z.string().max(500).optional().describe('Left out: that of the first message that goes.'),
    }),
    output: linked,
  },
  listConversationLinks: {
    method: 'GET',
    path: '/api/conversations/:conversationId/links',
    summary:
      'Merges and splits of a conversation and of those merged into it, newest first, undone ones included. Only where both sides are in sight.',
    access: read,
    params: one,
    output: z.array(conversationLink),
  },
  undoConversationLink: {
    method: 'POST',
    path: '/api/conversation-links/:linkId/undo',
    summary:
      'Undoes a merge or a split, however long ago it was. After a merge both stand as before, and what came since goes with the thread that it came in. After a split everything of the new conversation goes back.',
    access: write,
    params: z.object({ linkId: id }),
    body: z.object({}),
    output: linked,
  },
  joinSuggestion: {
    method: 'POST',
    path: '/api/conversations/:conversationId/suggestions/:targetId/join',
    summary:
      'Says that a conversation goes on the earlier one that was suggested: it is merged into that one.',
    access: write,
    params: one.extend({ targetId: id }),
    body: z.object({ differentCustomers }),
    output: linked,
  },
})
