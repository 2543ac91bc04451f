import type { Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conversationChanged } from '../../conversations/index.ts'
import { actorOf } from '../../customers/index.ts'
import { asidesChanged } from '../events.ts'
import { knownAsides } from '../queries/asides.ts'

interface Place {
  conversationId: string
  /** The conversation's own inbox. */
  seenIn: string
  assigneeId: string | null
  createdBy: string | null
}

/** Tells screens that something of what was asked about a conversation is other now, and nothing else. */
export const tellSeen = (tx: Tx, { conversationId, seenIn, assigneeId, createdBy }: Place): void => {
  const agentIds = [...new Set([assigneeId, createdBy].flatMap((id) => id ?? []))]
  tx.announce(asidesChanged({ conversationId, inboxId: seenIn, agentIds }))
}

/**
 * Does something to what was asked about a conversation, and tells of it: screens, and whatever asks of a conversation how
 * many wait or were answered. `caller`: undefined where nobody of ours did it.
 */
export const tellAsides = async <Result>(
  tx: Tx,
  caller: Caller | undefined,
  place: Place,
  work: () => Promise<Result>,
): Promise<Result> => {
  const { conversationId, seenIn } = place
  const [was] = await knownAsides(tx, [conversationId])
  const result = await work()
  const [is] = await knownAsides(tx, [conversationId])
  tellSeen(tx, place)
  const said = (known: typeof is) =>
    `${known?.waiting ?? 0}/${known?.answered ?? 0}/${known?.escalations ?? 0}`
  if (said(was) !== said(is))
    tx.announce(
      conversationChanged({
        conversationId,
        inboxId: seenIn,
        changes: [{ kind: 'asides', from: said(was), to: said(is) }],
        actorKind: caller ? actorOf(caller).kind : 'system',
        actorId: caller?.id ?? null,
      }),
    )
  return result
}
