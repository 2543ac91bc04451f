import type { OutgoingRow } from '../conversations/index.ts'
import type { Route } from './route-message.ts'
import type { Outcome } from './send-through.ts'

/** An attempt with what its channel said of it. */
export interface Known {
  row: OutgoingRow
  route: Route
  /** Which of the delivery's attempts it is. */
  attempts: number
  result: Outcome
}

// A delivery says "being sent by this process" also after an answer of the database was lost on its way. Only the
// process itself can tell those from the ones that it is at; both maps are as short-lived as the work.
const atWork = new Map<string, Promise<unknown>>()
const unkept = new Map<string, Known>()

/** True while something is done about the message in this process. */
export const isUnderWay = (messageId: string): boolean => atWork.has(messageId)

/** Does one piece of work about a message after the other in this process. */
export const oneAtATime = async <T>(messageId: string, work: () => Promise<T>): Promise<T> => {
  const earlier = atWork.get(messageId) ?? Promise.resolve()
  const mine = earlier.then(work, work)
  atWork.set(messageId, mine)
  try {
    return await mine
  } finally {
    if (atWork.get(messageId) === mine) atWork.delete(messageId)
  }
}

/** Remembers what became of an attempt until it is written down. */
export const remember = (known: Known): void => void unkept.set(known.row.id, known)

/** What became of an attempt that is not written down yet. */
export const remembered = (messageId: string): Known | undefined => unkept.get(messageId)

/** It is written down now. */
export const forget = (messageId: string): void => void unkept.delete(messageId)
