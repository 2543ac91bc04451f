import type { OutgoingRow } from '../conversations/index.ts'
import type { Route } from './route-message.ts'
import type { Outcome } from './send-through.ts'
import { trackWork } from './track-work.ts'

/** An attempt with what its channel said of it. */
export interface Known {
  row: OutgoingRow
  route: Route
  /** Which of the delivery's attempts it is. */
  attempts: number
  result: Outcome
}

const underWay = trackWork<Known>()

/** True while something is done about the message in this process. */
export const isUnderWay = underWay.isUnderWay

/** Does one piece of work about a message after the other in this process. */
export const oneAtATime = underWay.oneAtATime

/** Remembers what became of an attempt until it is written down. */
export const remember = (known: Known): void => underWay.remember(known.row.id, known)

/** What became of an attempt that is not written down yet. */
export const remembered = underWay.remembered

/** It is written down now. */
export const forget = underWay.forget
