/** Sends one message through its channel; the job's work, and the tests'. */
export { sendMessage } from './send-message.ts'
/** Finds what killed processes had begun to send. */
export { recoverLost } from './recover.ts'
/** What sending needs of the process; hands a letter that is no message of a conversation to its channel. */
export { handOver, type Sender } from './send-through.ts'
/** A letter as channels take it, and what became of handing it over. */
export type { OutgoingMessage as Letter, SendResult as Handed } from '../../channels/channel.ts'
/** How what leaves an inbox leaves it, and through which one mail leaves for it. */
export { findMailInbox, routeMessage, type Route } from './route-message.ts'
/** The key that a letter will have on its channel. */
export { keyAhead } from './keep-keys.ts'
/** When what nobody could take is tried again, and when it is given up. */
export { MAX_ATTEMPTS, waitSeconds } from './back-off.ts'
/** Says where a queue of letters leaves in turn. */
export { queueOf } from './jobs.ts'
/** Keeps track of what this process sends. */
export { trackWork } from './track-work.ts'

/** Attaches what a mail system reports to the message that it speaks of, and marks the addresses. */
export { keepReport, keepUncertain } from './keep-report.ts'
/** Finds the messages that left an inbox last for addresses. */
export { findNewestTo } from './keep-addresses.ts'

/** Lets the customer's open screen show that somebody writes. */
export { tellCustomerTyping } from './tell-customer-typing.ts'
