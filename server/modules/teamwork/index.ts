/** Keeps mails that answer what others were asked about a conversation, and what is reported of the asking. */
export {
  keepAsideReports,
  receiveAsides,
  type AsideMail,
  type AsideReport,
} from './asides/receive-asides.ts'
/** Finds what killed processes had begun to send to others who were asked. */
export { recoverAsides } from './asides/recover-asides.ts'
/** Adds a task; keeps a checklist; writes a hand-over note or an announcement. */
export { addTask } from './tasks/add-tasks.ts'
export { createChecklist } from './tasks/save-checklist.ts'
export { createPost } from './posts/save-post.ts'
