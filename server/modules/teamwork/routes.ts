import { defineRoom } from '../../kernel/room.ts'
import { actions } from './actions.ts'
import { conditions } from './conditions.ts'
import { teamwork } from './contract.ts'
import { erases } from './erase-teamwork.ts'
import { getWaiting } from './get-waiting.ts'
import { tellings } from './happenings.ts'
import { keeps } from './keep-posts.ts'
import { pushes } from './live.ts'
import { readPost, setPostDone } from './posts/read-post.ts'
import { createPost, removePost, restorePost, updatePost } from './posts/save-post.ts'
import { listConversationPosts, listPosts, listReaders } from './posts/show-posts.ts'
import { checklistRows } from './queries/checklists.ts'
import { addChecklist, addTask } from './tasks/add-tasks.ts'
import { listConversationTasks, listTasks } from './tasks/list-tasks.ts'
import { createChecklist, deleteChecklist, updateChecklist } from './tasks/save-checklist.ts'
import { forgetTasks, removeTask, restoreTask, updateTask } from './tasks/update-task.ts'
import { watchTasks } from './tasks/watch-tasks.ts'

/** The teamwork room's wiring. */
export const room = defineRoom({
  name: 'teamwork',
  contract: teamwork,
  permissions: {
    'checklists.write': {
      group: 'leading',
      roles: ['owner', 'lead'],
      title: { en: 'Prepare checklists for everybody', ja: '全員で使うチェックリストを用意する' },
    },
    'announcements.write': {
      group: 'leading',
      roles: ['owner', 'lead'],
      title: { en: 'Announce things, and see who has read them', ja: 'お知らせを掲示し、既読状況を見る' },
    },
  },
  recurring: [
    { name: 'teamwork.watch-tasks', cron: '* * * * *', run: ({ db }) => watchTasks(db) },
    {
      name: 'teamwork.forget-tasks',
      cron: '23 * * * *',
      run: async ({ db }) => {
        await db.tx(forgetTasks)
      },
    },
  ],
  pushes,
  erases,
  keeps,
  conditions,
  tellings,
  actions,
  handlers: {
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
  },
})
