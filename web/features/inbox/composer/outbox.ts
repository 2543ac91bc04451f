import type { ApiProblem } from '../../../api/problem.ts'
import type { Message } from '../../../api/types.ts'
import { askBeforeLeaving } from './ask-before-leaving.ts'

/** A message that this screen is sending and the server has not confirmed. */
export interface Outgoing {
  /** Also the key under which the server takes it once. */
  id: string
  conversationId: string
  kind: 'outbound' | 'note'
  author: string
  text: string
  startedAt: number
  state: 'sending' | 'failed'
  problem?: ApiProblem
  retry(): void
  discard(): void
}

let outgoing: readonly Outgoing[] = []
const listeners = new Set<() => void>()
const set = (next: readonly Outgoing[]) => {
  outgoing = next
  askBeforeLeaving('outbox', outgoing.length > 0)
  for (const listener of listeners) listener()
}

/** A store for `useSyncExternalStore`. */
export const outbox = {
  get: (): readonly Outgoing[] => outgoing,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  put(one: Outgoing): void {
    set([...outgoing.filter((known) => known.id !== one.id), one])
  },
  remove(id: string): void {
    if (outgoing.some((one) => one.id === id)) set(outgoing.filter((one) => one.id !== id))
  },
}

/** What a timeline still has to show of the outbox: the push of a message may come before the answer to its sending. */
export function stillOutgoing(
  all: readonly Outgoing[],
  conversationId: string,
  messages: readonly Message[],
): Outgoing[] {
  return all.filter(
    (one) =>
      one.conversationId === conversationId &&
      !(
        one.state === 'sending' &&
        messages.some(
          (message) =>
            message.kind === one.kind &&
            message.author.name === one.author &&
            message.text.trim() === one.text.trim() &&
            Date.parse(message.receivedAt) >= one.startedAt - 5000,
        )
      ),
  )
}
