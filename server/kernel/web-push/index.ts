/** Sends a message to a browser through its push service: encrypted for it alone, and signed by us. */
export { sendPush, type PushAddress, type PushMessage, type PushOutcome } from './send-push.ts'
/** With what we prove to push services that it is us who sends. */
export { newPushKeys, type PushKeys } from './vapid.ts'
