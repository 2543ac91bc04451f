/** Whether an answer may be sent as a refusal, and how it reads to somebody in a conversation. */
export { isRefusal, refusalText } from './refusal.ts'
