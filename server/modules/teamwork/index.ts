/** Keeps mails that answer what others were asked about a conversation, and what is reported of the asking. */
export {
  keepAsideReports,
  receiveAsides,
  type AsideMail,
  type AsideReport,
} from './asides/receive-asides.ts'
/** Finds what killed processes had begun to send to others who were asked. */
export { recoverAsides } from './asides/recover-asides.ts'
