/** Sends one message through its channel; the job's work, and the tests'. */
export { sendMessage } from './send-message.ts'
/** Finds what killed processes had begun to send. */
export { recoverLost } from './recover.ts'
/** What sending needs of the process. */
export type { Sender } from './send-through.ts'

/** Lets the customer's open screen show that somebody writes. */
export { tellCustomerTyping } from './tell-customer-typing.ts'
