import type { Recurring } from '../../kernel/jobs/index.ts'
import { defineRoom } from '../../kernel/room.ts'
import { actions } from './actions.ts'
import { addNote } from './add-note.ts'
import { approveReply } from './approve-reply.ts'
import { assignConversation } from './assign-conversation.ts'
import { conditions, relations } from './conditions.ts'
import { conversations } from './contract.ts'
import { erases } from './erase-threads.ts'
import { getAnswering, getClosing } from './get-answering.ts'
import { declineReply } from './decline-reply.ts'
import { followConversation } from './follow-conversation.ts'
import { tellings } from './happenings.ts'
import { jobs, onMergeMoved } from './linking/follow-merge.ts'
import { getConversation, listMessages } from './get-conversation.ts'
import { keepUpload, openAttachment } from './keep-upload.ts'
import { keeps } from './keep-conversations.ts'
import { listLinks } from './linking/list-links.ts'
import { declineSuggestion, joinSuggestion, listSuggestions } from './list-suggestions.ts'
import { pushes } from './live.ts'
import { onCustomerChanged, onTeamDeleted } from './on-events.ts'
import { markRead } from './mark-read.ts'
import { mergeConversation } from './linking/merge-conversation.ts'
import { previewMerge } from './linking/preview-merge.ts'
import { tagRows } from './queries/tags.ts'
import { getFirstDraft, saveFirstDraft } from './save-first-draft.ts'
import { readChecks, saveChecks } from './save-checks.ts'
import { getDraft, saveDraft } from './save-draft.ts'
import { createTag, deleteTag, updateTag } from './save-tag.ts'
import { sendReply } from './send-reply.ts'
import { setPriority } from './set-priority.ts'
import { setStatus } from './set-status.ts'
import { setSubject } from './set-subject.ts'
import { setTags } from './set-tags.ts'
import { showHtml } from './show-html.ts'
import { showPicture } from './show-picture.ts'
import { splitConversation } from './linking/split-conversation.ts'
import { startConversation } from './start-conversation.ts'
import { onOpenedWithOrder } from './suggest-same-order.ts'
import { sweepUploads } from './sweep-uploads.ts'
import { undoLink } from './linking/undo-link.ts'
import { undoReply } from './undo-reply.ts'
import { moments, triggers } from './triggers.ts'
import { variables } from './variables.ts'
import { wakeSnoozed } from './wake-snoozed.ts'

const EVERYBODY = ['owner', 'lead', 'agent', 'readonly'] as const
const WRITERS = ['owner', 'lead', 'agent'] as const

const snoozes: Recurring = {
  name: 'conversations.wake-snoozed',
  cron: '* * * * *',
  run: async ({ db }) => {
    await wakeSnoozed(db)
  },
}

const uploads: Recurring = {
  name: 'conversations.sweep-uploads',
  cron: '37 3 * * *',
  run: async ({ db }) => {
    await sweepUploads(db)
  },
}

/** The conversations room's wiring. */
export const room = defineRoom({
  name: 'conversations',
  contract: conversations,
  permissions: {
    'conversations.read': {
      roles: EVERYBODY,
      title: { en: 'Read conversations', ja: '会話を見る' },
      group: 'conversations',
      always: true,
    },
    'conversations.write': {
      roles: WRITERS,
      title: { en: 'Work on conversations', ja: '会話を処理する' },
      group: 'conversations',
      detail: {
        en: 'Status, assignment, tags, priority, notes, merging and splitting.',
        ja: 'ステータス、担当者、タグ、優先度、社内メモ、統合と分割などを変更できます。',
      },
    },
    'conversations.reply': {
      roles: WRITERS,
      title: { en: 'Reply to customers', ja: 'お客様に返信する' },
      group: 'conversations',
      needs: ['conversations.write'],
    },
    'conversations.approve': {
      roles: ['owner', 'lead'],
      title: { en: 'Approve replies of others', ja: 'ほかの人の返信を承認する' },
      group: 'conversations',
      needs: ['conversations.reply'],
    },
  },
  listeners: [onCustomerChanged, onMergeMoved, onOpenedWithOrder, onTeamDeleted],
  jobs,
  recurring: [snoozes, uploads],
  pushes,
  erases,
  keeps,
  conditions,
  triggers,
  moments,
  actions,
  variables,
  relations,
  tellings,
  handlers: {
    getConversation: ({ params }, { db, caller }) => getConversation(db, caller, params.conversationId),
    listMessages: ({ params, query }, { db, caller }) => listMessages(db, caller, { ...params, ...query }),
    getMessageHtml: ({ params, query }, { db, caller }) =>
      showHtml(db, caller, params.messageId, query.pictures),
    getPicture: ({ params, query }, { db, caller }) => showPicture(db, caller, { ...params, ...query }),
    startConversation: ({ body }, { tx, caller }) => startConversation(tx, caller, body),
    sendReply: ({ params, body }, { tx, caller }) => sendReply(tx, caller, { ...params, ...body }),
    getAnswering: ({ params }, { db, caller }) => getAnswering(db, caller, params.conversationId),
    getClosing: async ({ params }, { db, caller }) => ({
      closing: await getClosing(db, caller, params.inboxId),
    }),
    undoReply: ({ params }, { tx, caller }) => undoReply(tx, caller, params.messageId),
    addNote: ({ params, body }, { tx, caller }) => addNote(tx, caller, { ...params, ...body }),
    assign: ({ params, body }, { tx, caller }) => assignConversation(tx, caller, { ...params, ...body }),
    setStatus: ({ params, body }, { tx, caller }) => setStatus(tx, caller, { ...params, ...body }),
    setPriority: ({ params, body }, { tx, caller }) => setPriority(tx, caller, { ...params, ...body }),
    setTags: ({ params, body }, { tx, caller }) => setTags(tx, caller, { ...params, ...body }),
    setSubject: ({ params, body }, { tx, caller }) => setSubject(tx, caller, { ...params, ...body }),
    follow: ({ params, body }, { tx, caller }) => followConversation(tx, caller, { ...params, ...body }),
    markRead: ({ params }, { tx, caller }) => markRead(tx, caller, params.conversationId),
    approveReply: ({ params, body }, { tx, caller }) => approveReply(tx, caller, { ...params, ...body }),
    declineReply: ({ params, body }, { tx, caller }) => declineReply(tx, caller, { ...params, ...body }),
    getSendChecks: (_input, { db }) => readChecks(db),
    saveSendChecks: ({ body }, { tx, caller }) => saveChecks(tx, caller, body),
    getFirstDraft: ({ query }, { db, caller }) => getFirstDraft(db, caller, query.customerId ?? null),
    saveFirstDraft: ({ query, body }, { tx, caller }) =>
      saveFirstDraft(tx, caller, query.customerId ?? null, body),
    getDraft: ({ params }, { db, caller }) => getDraft(db, caller, params.conversationId),
    saveDraft: ({ params, body }, { tx, caller }) => saveDraft(tx, caller, params.conversationId, body),
    listSuggestions: ({ params }, { db, caller }) => listSuggestions(db, caller, params.conversationId),
    declineSuggestion: ({ params }, { tx, caller }) => declineSuggestion(tx, caller, params),
    previewConversationMerge: ({ params }, { db, caller }) => previewMerge(db, caller, params),
    mergeConversation: ({ params, body }, { tx, caller }) =>
      mergeConversation(tx, caller, { ...params, ...body }),
    splitConversation: ({ params, body }, { tx, caller }) =>
      splitConversation(tx, caller, { ...params, ...body }),
    listConversationLinks: ({ params }, { db, caller }) => listLinks(db, caller, params.conversationId),
    undoConversationLink: ({ params }, { tx, caller }) => undoLink(tx, caller, params.linkId),
    joinSuggestion: ({ params, body }, { tx, caller }) => joinSuggestion(tx, caller, { ...params, ...body }),
    listTags: (_input, { db }) => tagRows(db),
    createTag: ({ body }, { tx, caller }) => createTag(tx, caller, body),
    updateTag: ({ params, body }, { tx, caller }) => updateTag(tx, caller, params.tagId, body),
    deleteTag: ({ params }, { tx, caller }) => deleteTag(tx, caller, params.tagId),
    uploadFile: ({ query, body }, { tx, caller }) =>
      keepUpload(tx, caller, query.name, Buffer.from(body as Uint8Array)),
    getAttachment: ({ params }, { db, caller }) => openAttachment(db, caller, params.attachmentId),
  },
})
