import type { Tx } from '../../kernel/db/index.ts'
import { pauseAcknowledging, pausedAcknowledging, plainAddress } from '../inboxes/index.ts'
import { answersSince, forgetAnswers, keepAnswers } from './queries/automatic-answers.ts'

/** Automatic answers to one address within an hour; whoever writes more often knows already that we are here. */
const MOST_TO_ONE = 3
/** Automatic answers out of one inbox within an hour: more than that is a loop, or an attack on others in our name. */
const MOST_OF_INBOX = 300
const HOUR_MS = 3600_000

/** Says whether one more automatic answer may leave, and writes down those that did. */
export interface Brake {
  allows(inboxId: string, address: string): boolean
  answered(messageId: string, inboxId: string, address: string): void
  /** Keeps what left, and stops the inboxes of which too much did. */
  settle(): Promise<void>
}

/** Counts the automatic answers of the last hour, for a batch of messages that want one. */
export const brakeAnswers = async (
  tx: Tx,
  wanted: readonly { inboxId: string; address: string }[],
): Promise<Brake> => {
  const since = new Date(tx.now.getTime() - HOUR_MS)
  const inboxIds = [...new Set(wanted.map(({ inboxId }) => inboxId))]
  const valueKeys = [...new Set(wanted.map(({ address }) => plainAddress(address)))]
  const paused = new Set(await pausedAcknowledging(tx, inboxIds))
  const counts = new Map<string, number>()
  const add = (key: string, count: number) => counts.set(key, (counts.get(key) ?? 0) + count)
  for (const { inboxId, valueKey, count } of await answersSince(tx, { valueKeys, inboxIds }, since)) {
    add(inboxId, count)
    add(valueKey, count)
  }
  const tooMany = new Set<string>()
  const left: { messageId: string; inboxId: string; valueKey: string }[] = []
  return {
    allows(inboxId, address) {
      if (paused.has(inboxId)) return false
      if ((counts.get(plainAddress(address)) ?? 0) >= MOST_TO_ONE) return false
      if ((counts.get(inboxId) ?? 0) < MOST_OF_INBOX) return true
      tooMany.add(inboxId)
      return false
    },
    answered(messageId, inboxId, address) {
      const valueKey = plainAddress(address)
      add(inboxId, 1)
      add(valueKey, 1)
      left.push({ messageId, inboxId, valueKey })
    },
    async settle() {
      if (left.length > 0) await keepAnswers(tx, left, since)
      for (const inboxId of tooMany) {
        await pauseAcknowledging(tx, inboxId)
        // Whoever lets them go on begins a new hour.
        await forgetAnswers(tx, inboxId)
      }
    },
  }
}
