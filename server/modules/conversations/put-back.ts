import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { changeConversation, lockForCaller } from './change-conversation.ts'
import type { Conversation } from './contract.ts'
import { waitingSince } from './queries/waiting.ts'
import type { ConversationRow } from './queries/rows.ts'
import { withStatus } from './set-status.ts'
import { changeTags } from './set-tags.ts'
import { takeBack, type Undone } from './take-back.ts'

/** What people and programs set of a conversation. */
export interface Standing {
  assigneeId: string | null
  teamId: string | null
  priority: Conversation['priority']
  status: Conversation['status']
  /** ISO moment. */
  snoozedUntil: string | null
  /** ISO moment; left out where it was kept before it was noted. */
  resolvedAt?: string | null
  tagIds: string[]
}

/** What of a conversation is put back, by the names of the conditions that ask for it. */
export const PUT_BACK: ReadonlySet<string> = new Set(
  ['assignee', 'team', 'priority', 'status', 'tags'].map((what) => `conversation.${what}`),
)

const standingOf = (row: ConversationRow): Standing => ({
  assigneeId: row.assigneeId,
  teamId: row.teamId,
  priority: row.priority,
  status: row.status,
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  tagIds: row.tagIds,
})

/** How a conversation in the caller's sight stands; it is held until the end of the transaction. */
export const holdStanding = async (tx: Tx, caller: Caller, conversationId: string): Promise<Standing> =>
  standingOf(await lockForCaller(tx, caller, conversationId))

/** Where nobody changed it since: what stood there before, else what stands there now. */
const back = <T>(now: T, after: T, before: T): T => (now === after ? before : now)

/**
 * Takes back what was done at once: the message, which must not have left, and whatever of the conversation still stands as it
 * was left then. What somebody else set since stays. The words become nobody's draft.
 */
export const putBack = async (
  tx: Tx,
  caller: Caller,
  done: { conversationId: string; messageId: string | null; before: Standing; after: Standing },
): Promise<Undone | null> => {
  demand(caller, 'conversations.write')
  const { conversationId, messageId, before, after } = done
  const row = await lockForCaller(tx, caller, conversationId)
  const now = standingOf(row)
  const undone = messageId === null ? null : await takeBack(tx, caller, row, messageId, null)
  const [added, removed] = [
    after.tagIds.filter((id) => !before.tagIds.includes(id)),
    before.tagIds.filter((id) => !after.tagIds.includes(id)),
  ]
  if (added.length + removed.length > 0)
    await changeTags(tx, caller, conversationId, (tagIds) => [
      ...tagIds.filter((id) => !added.includes(id)),
      ...removed,
    ])
  await changeConversation(tx, caller, conversationId, async () => {
    const isAs = (one: Standing) => one.status === after.status && one.snoozedUntil === after.snoozedUntil
    // What was never moved is not put anywhere: it stands so since it did.
    const moves = isAs(now) && !isAs(before)
    const until = before.snoozedUntil === null ? null : new Date(before.snoozedUntil)
    return {
      assigneeId: back(now.assigneeId, after.assigneeId, before.assigneeId),
      teamId: back(now.teamId, after.teamId, before.teamId),
      priority: back(now.priority, after.priority, before.priority),
      ...(moves
        ? {
            ...withStatus(before.status, before.resolvedAt ? new Date(before.resolvedAt) : tx.now, until),
            waitingSince: before.status === 'resolved' ? null : await waitingSince(tx, conversationId),
          }
        : {}),
    }
  })
  return undone
}
