import { keptHere } from './kept-here.ts'
import type { Mode, ModeDraft } from './local-draft.ts'

/** The words of a message that the server has not taken. */
export interface KeptLetter {
  id: string
  mode: Mode
  draft: ModeDraft
  /** When it was sent, in ms of this machine's clock. */
  at: number
}

const kept = keptHere<KeptLetter[]>('letters')
const others = (conversationId: string, id: string) =>
  letters.of(conversationId).filter((one) => one.id !== id)

/** Messages on their way stay on this machine, beside what is written since: a page that is loaded anew finds both. */
export const letters = {
  of: (conversationId: string): KeptLetter[] => kept.read(conversationId) ?? [],
  keep(conversationId: string, letter: KeptLetter): void {
    kept.write(conversationId, [...others(conversationId, letter.id), letter])
  },
  /** Once the server has it, or its words are a draft again. */
  forget(conversationId: string, id: string): void {
    const left = others(conversationId, id)
    kept.write(conversationId, left.length > 0 ? left : undefined)
  },
}
