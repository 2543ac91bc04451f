import { hourly, networkKey } from '../limits-of.ts'
import type { FormInbox } from '../settings.ts'
import { issueToken } from './token.ts'

const FREE = 4
const MOST_MORE = 5

/** Work for a browser of this network: a network that sends a lot works harder, and nobody else notices. */
export const difficultyFor = (base: number, sentThisHour: number): number =>
  base === 0 || sentThisHour <= FREE
    ? base
    : base + Math.min(MOST_MORE, Math.floor(Math.log2(sentThisHour / FREE)))

/** A token for a page that is shown now, and the work that goes with it. */
export const freshToken = (inbox: FormInbox, network: string): { token: string; bits: number } => {
  const bits = difficultyFor(inbox.settings.protection.difficulty, hourly.count(networkKey(inbox, network)))
  return { token: issueToken(inbox, bits), bits }
}
