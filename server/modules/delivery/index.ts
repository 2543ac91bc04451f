/** Sends one message through its channel; the job's work, and the tests'. */
export { sendMessage } from './send-message.ts'
/** Finds what killed processes had begun to send. */
export { recoverLost } from './recover.ts'
/** What sending needs of the process. */
export type { Sender } from './send-through.ts'

/** Attaches what a mail system reports to the message that it speaks of, and marks the addresses. */
export { keepReport, keepUncertain } from './keep-report.ts'
/** Finds the messages that left an inbox last for addresses. */
export { findNewestTo } from './keep-addresses.ts'

/** Lets the customer's open screen show that somebody writes. */
export { tellCustomerTyping } from './tell-customer-typing.ts'
