import type { SendResult } from '../channel.ts'

/** A form has no way back: the answer goes to the mail address that the customer gave, through a mail inbox. */
export const send = async (): Promise<SendResult> => ({ outcome: 'elsewhere' })
