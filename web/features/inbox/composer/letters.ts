import { whoIsHere } from '../../../app/who.ts'
import type { Mode, ModeDraft } from './local-draft.ts'

/** The words of a message that the server has not taken. */
export interface KeptLetter {
  id: string
  mode: Mode
  draft: ModeDraft
  /** When it was sent, in ms of this machine's clock. */
  at: number
}

/** Per agent: the next one on this machine must not find these words. */
const keptUnder = (conversationId: string) => `madoguchi.letters.${whoIsHere() ?? ''}.${conversationId}`

function write(conversationId: string, kept: readonly KeptLetter[]): void {
  try {
    if (kept.length > 0) localStorage.setItem(keptUnder(conversationId), JSON.stringify(kept))
    else localStorage.removeItem(keptUnder(conversationId))
  } catch {
    // A full or forbidden store: the page itself still has them.
  }
}

/** Messages on their way stay on this machine, beside what is written since: a page that is loaded anew finds both. */
export const letters = {
  of(conversationId: string): KeptLetter[] {
    try {
      return JSON.parse(localStorage.getItem(keptUnder(conversationId)) ?? '[]') as KeptLetter[]
    } catch {
      return []
    }
  },
  keep(conversationId: string, letter: KeptLetter): void {
    write(conversationId, [...letters.of(conversationId).filter(({ id }) => id !== letter.id), letter])
  },
  /** Once the server has it, or its words are a draft again. */
  forget(conversationId: string, id: string): void {
    write(
      conversationId,
      letters.of(conversationId).filter((one) => one.id !== id),
    )
  },
}
