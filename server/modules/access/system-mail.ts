import type { Kernel } from '../../kernel/kernel.ts'

/** A mail of the product itself to somebody who works in it; plain text. */
export interface SystemMail {
  to: { name: string; address: string }
  subject: string
  text: string
}

/** Sends a mail of the product's. Throws when it can't be handed over; the job that sends it is then repeated. */
export type SendSystemMail = (mail: SystemMail) => Promise<void>

const senders = new WeakMap<Kernel, SendSystemMail>()

/** Tells this process how to send mails of the product's; until then none is sent. */
export const setSystemMail = (kernel: Kernel, send: SendSystemMail): void => {
  senders.set(kernel, send)
}

/** How to send mails of the product's; undefined when no way is set up. */
export const systemMail = (kernel: Kernel): SendSystemMail | undefined => senders.get(kernel)
