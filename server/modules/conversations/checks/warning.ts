import type { z } from 'zod'
import type { checkCode } from '../contract-checks.ts'

/** What a message is checked for. */
export type CheckCode = z.infer<typeof checkCode>

/** Something in a message that its writer should look at before it is sent. */
export interface Warning {
  code: CheckCode
  /** The place in the text, as it stands there. */
  quote: string
  /** What it is compared with: the customer's name, the word on the list; empty where there is nothing. */
  about: string
}
