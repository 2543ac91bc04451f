/** Stores customers' messages, a batch at a time: finds or opens their threads. */
export { receiveMessages, type Received } from './receive-messages.ts'
export type { Incoming } from './incoming.ts'
/** Writes anew what a customer's message says; where it stands and every count stay. */
export { rereadMessage, type Content } from './reread-message.ts'
/** Keeps what happened to an outgoing message; receipts only move forward. */
export { setReceipt, type Receipt } from './set-receipt.ts'
/** Keeps a line with a message that has left. */
export { noteReceipt } from './note-receipt.ts'
/** Columns, rows and shape of a conversation as every list, read and push shows it. */
export {
  conversationColumns,
  conversationRows,
  shownName,
  toConversation,
  type ConversationRow,
} from './queries/rows.ts'
/** Keeps which promise presses most in conversations; shows conversations anew on every screen that may see them. */
export { keepPromises } from './queries/promises.ts'
export { conversationFrames } from './live.ts'
/** Messages by id as agents see them; whether one says nothing any more. */
export { messagesByIds } from './queries/messages.ts'
export { isErased } from './is-erased.ts'
/** SQL value: the thread that a message is of, wherever it stands. */
export { homeOf } from './queries/homes.ts'
/** SQL values: when an answer answers its customer, and since when whoever wrote a message waits. */
export { answeredAt, waitsSince } from './queries/waiting.ts'
/** One conversation in the caller's sight, or `not-found`. */
export { findConversation, findMessage } from './get-conversation.ts'
/** What an answer goes on, the thread in which its customer sees it, and what leads where, where conversations were merged. */
export { findAnswered } from './find-answered.ts'
export { leadsOf, threadOf } from './queries/merging.ts'
/** Conversations of customers, all of them or those that still say something, and what was said in them wherever it stands. */
export { holdThreads, messagesOfThreads, threadsOf, unwipedThreads } from './queries/erase.ts'
/** Everything that was said in a thread, a page at a time, notes and HTML among it; threads of others that name somebody. */
export { saidIn, threadRow, threadsNaming, type SaidRow, type ThreadRow } from './queries/said.ts'
export { endOfMessages } from './queries/erase-traces.ts'
/** Of answers that somebody prepared, which were sent, and whether their customers wrote again. */
export { cameBack } from './queries/came-back.ts'
/** What the room announces. */
export * from './events.ts'
/** Rebuilds the kept counts; gives how many were wrong. */
export { recount } from './queries/counts.ts'
/** Reads that delivery and customers' screens need. */
export {
  outgoingById,
  spokenBefore,
  threadFileForCustomer,
  threadForCustomer,
  threadIds,
  threadKeysOf,
  type CustomerMessageRow,
  type CustomerScreen,
  type OutgoingRow,
  type SpokenRow,
} from './queries/outgoing.ts'
/** Keeps keys under which what comes in finds its thread. */
export { insertThreadKeys } from './queries/receive.ts'
/** The customer has read our messages up to one of them. */
export { readByCustomer } from './read-by-customer.ts'
/** To whom an answer goes unless the agent says otherwise. */
export { suggestRecipients } from './recipients.ts'
/** Of what answers speak. */
export { SPOKEN_OF } from './checks/check-placeholders.ts'
/** Answers a customer, takes an answer back, keeps and gives drafts. */
export { sendReply, type Reply } from './send-reply.ts'
export { undoReply } from './undo-reply.ts'
/** How a conversation stands, and the way back there from what was done at once. */
export { holdStanding, PUT_BACK, putBack, type Standing } from './put-back.ts'
export { getDraft, saveDraft } from './save-draft.ts'
/** Refuses what is done to a conversation of which somebody had not seen everything. */
export { refuseUnseen } from './refuse-answered.ts'
/** Writes to a customer without a person; it is no answer. */
export { sendAutomatic, type AutomaticMessage } from './send-automatic.ts'
/** Counts automatic answers, so that no two programs thank each other. */
export { brakeAnswers } from './brake-answers.ts'
/** Answers a customer without a person, where that harms nobody. */
export { answerAutomatically } from './answer-automatically.ts'
/** Brings conversations in from elsewhere with their whole history. */
export { addHistory, type HistoricConversation, type HistoricMessage } from './add-history.ts'
/** Notes that something of another room about a conversation changed. */
export { raiseVersion } from './queries/raise-version.ts'
/** Brings more of a history in, and takes back what was brought in and nobody touched. */
export { extendHistory } from './extend-history.ts'
export type { HistoricStanding } from './follow-history.ts'
export { findUntouched, takeBackHistory } from './take-back-history.ts'
export { keyedMessages } from './queries/take-back-history.ts'
/** True for a key that no text of others may become. */
export { isReserved } from './signed-key.ts'
/** Conversations in which a customer waits for somebody who holds them; takes one back to the queue. */
export { heldRows, type HeldPlace, type HeldRow } from './queries/held.ts'
export { returnToQueue } from './return-to-queue.ts'
/** Conversations that nobody holds while their customer waits, what decides who should get them, and what people hold. */
export {
  heldBy,
  heldCounts,
  offeredRows,
  unheldAfter,
  unheldOf,
  unheldRows,
  type OfferedRow,
  type UnheldRow,
} from './queries/unheld.ts'
/** Assigns a conversation to a person, a team, or nobody. */
export { assignConversation } from './assign-conversation.ts'
/** Gives conversations that nobody holds to people. */
export { giveConversations } from './give-conversations.ts'
/** Answers that wait for a second person, and how many; which answers that are to leave a list is limited to. */
export {
  awaitingRows,
  countAwaiting,
  leavingWithin,
  type AwaitingRow,
  type LeavingScope,
} from './queries/approvals.ts'
/** Adds an internal note. */
export { addNote } from './add-note.ts'
/** Refuses words of ours where a conversation says nothing any more. */
export { refuseEmptied } from './refuse-emptied.ts'
/** Whom something in a conversation concerns. */
export { whoeverHolds } from './whoever-holds.ts'
/** Makes a tag, or finds it. */
export { ensureTags, tagKey } from './queries/tags.ts'
/** Makes a tag of the workspace. */
export { createTag } from './save-tag.ts'
/** Beginning of the thread keys that name a conversation itself, under our signature. */
export { SIGNED_KEY } from './signed-key.ts'
/** Files that stand beside a conversation, in no message of it; those that nothing uses any more. */
export { deleteBeside, holdBeside, insertBeside } from './queries/attachments.ts'
export { lockUnused } from './queries/erase.ts'
