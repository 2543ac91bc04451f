import type { Handlers } from '../../kernel/room.ts'
import { answerAsideLink, readAsideLink } from './asides/answer-link.ts'
import { listAsides, listConversationAsides } from './asides/show-asides.ts'
import { startAside } from './asides/start-aside.ts'
import { makeAsideLink, noteAnswer, resendAside, updateAside, writeAside } from './asides/write-aside.ts'
import { getWaiting } from './get-waiting.ts'
import { readPost, setPostDone } from './posts/read-post.ts'
import { createPost, removePost, restorePost, updatePost } from './posts/save-post.ts'
import { listConversationPosts, listPosts, listReaders } from './posts/show-posts.ts'
import { createPartner, deletePartner, updatePartner } from './partners/save-partner.ts'
import { createType, deleteType, updateType } from './partners/save-type.ts'
import { checklistRows } from './queries/checklists.ts'
import { partnerRows, typeRows } from './queries/partners.ts'
import { addChecklist, addTask } from './tasks/add-tasks.ts'
import { listConversationTasks, listTasks } from './tasks/list-tasks.ts'
import { createChecklist, deleteChecklist, updateChecklist } from './tasks/save-checklist.ts'
import { removeTask, restoreTask, updateTask } from './tasks/update-task.ts'
import type { teamwork } from './contract.ts'

/** What answers the room's routes. */
export const handlers: Handlers<typeof teamwork> = {
  listChecklists: (_input, { db }) => checklistRows(db),
  createChecklist: ({ body }, { tx, caller }) => createChecklist(tx, caller, body),
  updateChecklist: ({ params, body }, { tx, caller }) =>
    updateChecklist(tx, caller, params.checklistId, body),
  deleteChecklist: ({ params }, { tx, caller }) =>
    deleteChecklist(tx, caller, params.checklistId).then(() => null),
  listConversationTasks: ({ params }, { db, caller }) =>
    listConversationTasks(db, caller, params.conversationId),
  addTask: ({ params, body }, { tx, caller }) => addTask(tx, caller, { ...params, ...body }),
  addChecklist: ({ params, body }, { tx, caller }) => addChecklist(tx, caller, { ...params, ...body }),
  updateTask: ({ params, body }, { tx, caller }) => updateTask(tx, caller, params.taskId, body),
  removeTask: ({ params }, { tx, caller }) => removeTask(tx, caller, params.taskId).then(() => null),
  restoreTask: ({ params }, { tx, caller }) => restoreTask(tx, caller, params.taskId),
  getWaiting: (_input, { db, caller }) => getWaiting(db, caller),
  listPosts: ({ query }, { db, caller }) => listPosts(db, caller, query),
  listConversationPosts: ({ params }, { db, caller }) =>
    listConversationPosts(db, caller, params.conversationId),
  createPost: ({ body }, { tx, caller }) => createPost(tx, caller, body),
  updatePost: ({ params, body }, { tx, caller }) => updatePost(tx, caller, params.postId, body),
  removePost: ({ params }, { tx, caller }) => removePost(tx, caller, params.postId).then(() => null),
  restorePost: ({ params }, { tx, caller }) => restorePost(tx, caller, params.postId),
  readPost: ({ params, body }, { tx, caller }) => readPost(tx, caller, params.postId, body.revision),
  setPostDone: ({ params, body }, { tx, caller }) => setPostDone(tx, caller, params.postId, body.done),
  listReaders: ({ params }, { db, caller }) => listReaders(db, caller, params.postId),
  listTasks: ({ query }, { db, caller }) => listTasks(db, caller, query),
  listPartners: (_input, { db }) => partnerRows(db),
  createPartner: ({ body }, { tx, caller }) => createPartner(tx, caller, body),
  updatePartner: ({ params, body }, { tx, caller }) => updatePartner(tx, caller, params.partnerId, body),
  deletePartner: ({ params }, { tx, caller }) => deletePartner(tx, caller, params.partnerId).then(() => null),
  listEscalationTypes: (_input, { db }) => typeRows(db),
  createEscalationType: ({ body }, { tx, caller }) => createType(tx, caller, body),
  updateEscalationType: ({ params, body }, { tx, caller }) => updateType(tx, caller, params.typeId, body),
  deleteEscalationType: ({ params }, { tx, caller }) =>
    deleteType(tx, caller, params.typeId).then(() => null),
  listConversationAsides: ({ params }, { db, caller }) =>
    listConversationAsides(db, caller, params.conversationId),
  startAside: ({ params, body }, { tx, caller }) => startAside(tx, caller, { ...params, ...body }),
  writeAside: ({ params, body }, { tx, caller }) => writeAside(tx, caller, params.asideId, body),
  noteAnswer: ({ params, body }, { tx, caller }) => noteAnswer(tx, caller, params.asideId, body),
  updateAside: ({ params, body }, { tx, caller }) => updateAside(tx, caller, params.asideId, body),
  resendAside: ({ params }, { tx, caller }) => resendAside(tx, caller, params.messageId),
  makeAsideLink: ({ params, body }, { tx, caller }) => makeAsideLink(tx, caller, params.asideId, body.renew),
  listAsides: ({ query }, { db, caller }) => listAsides(db, caller, query),
  readAsideLink: ({ body }, context) => readAsideLink(context, body.token),
  answerAsideLink: ({ body: { token, ...answer } }, context) => answerAsideLink(context, token, answer),
}
