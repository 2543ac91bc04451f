import type { Conversation } from '../types.ts'

type Change = Partial<Conversation>

/** What the server last said of a conversation, and what this screen has changed in it without an answer yet. */
interface Guessed {
  truth: Conversation
  changes: Set<Change>
}

const guessed = new Map<string, Guessed>()

const shown = ({ truth, changes }: Guessed): Conversation => Object.assign({}, truth, ...changes)

/** A conversation as it is to be shown: what is guessed lies over what the server said, and never changes that. */
export function withGuesses(row: Conversation): Conversation {
  const known = guessed.get(row.id)
  if (!known) return row
  if (row.version > known.truth.version) known.truth = { ...known.truth, ...row }
  return shown(known)
}

/** Lays a change over a conversation; gives back how to take it off again. */
export function addGuess(row: Conversation, change: Change): () => void {
  const known = guessed.get(row.id) ?? { truth: row, changes: new Set() }
  guessed.set(row.id, known)
  // An object of its own, since the same change may be made twice.
  const own = { ...change }
  known.changes.add(own)
  return () => known.changes.delete(own)
}

/** What is shown of a conversation after a guess was taken off; what the server says comes through from then on. */
export function settled(conversationId: string): Conversation | undefined {
  const known = guessed.get(conversationId)
  if (known?.changes.size === 0) guessed.delete(conversationId)
  return known && shown(known)
}

/** Ids of the conversations with guesses. */
export const guessedIds = (): string[] => [...guessed.keys()]
