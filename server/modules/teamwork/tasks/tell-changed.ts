import type { Tx } from '../../../kernel/db/index.ts'
import { actorOf } from '../../customers/index.ts'
import type { Caller } from '../../../kernel/caller.ts'
import { conversationChanged, raiseVersion } from '../../conversations/index.ts'
import { taskGiven, tasksChanged } from '../events.ts'
import { knownTasks } from '../queries/tasks.ts'

interface Place {
  conversationId: string
  inboxId: string
}

/** Who has a task. */
interface Held {
  id: string
  assigneeId: string | null
  doneAt: Date | null
}

/**
 * Does something to the tasks of a conversation, and tells of it: screens, whoever was given one, and whatever asks of a
 * conversation how many are open.
 */
export const tellChanged = async <Result>(
  tx: Tx,
  caller: Caller,
  { conversationId, inboxId }: Place,
  work: () => Promise<{ before: readonly Held[]; after: readonly Held[]; result: Result }>,
): Promise<Result> => {
  await raiseVersion(tx, conversationId)
  const [was] = await knownTasks(tx, [conversationId])
  const { before, after, result } = await work()
  const [is] = await knownTasks(tx, [conversationId])
  const agentIds = [...before, ...after].flatMap(({ assigneeId }) => assigneeId ?? [])
  tx.announce(tasksChanged({ conversationId, inboxId, agentIds: [...new Set(agentIds)] }))
  const actorId = caller.id ?? null
  for (const { id, assigneeId, doneAt } of after) {
    const had = before.find((one) => one.id === id)?.assigneeId
    if (assigneeId && doneAt === null && assigneeId !== had && assigneeId !== actorId)
      tx.announce(taskGiven({ conversationId, inboxId, taskId: id, agentId: assigneeId, actorId }))
  }
  const said = (known: typeof is) => `${known?.open ?? 0}/${known?.all ?? 0}`
  if (said(was) !== said(is))
    tx.announce(
      conversationChanged({
        conversationId,
        inboxId,
        changes: [{ kind: 'tasks', from: said(was), to: said(is) }],
        actorKind: actorOf(caller).kind,
        actorId,
      }),
    )
  return result
}
