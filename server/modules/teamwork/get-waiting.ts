import type { z } from 'zod'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { sightOf } from '../../kernel/sight.ts'
import type { tasks } from './contract-tasks.ts'
import { countAsides } from './queries/asides.ts'
import { countUnread } from './queries/posts.ts'
import { countOverdue } from './queries/tasks.ts'

const NOTHING = { overdueTasks: 0, asides: 0, handovers: 0, announcements: 0, mustRead: 0 }

/** How much of the team's work waits for the caller. */
export const getWaiting = async (
  db: Db,
  caller: Caller,
): Promise<z.infer<typeof tasks.getWaiting.output>> => {
  demand(caller, 'conversations.read')
  const { id } = caller
  if (id === undefined) return NOTHING
  return db.together(async (one) => {
    const [overdueTasks, asides, unread] = await Promise.all([
      countOverdue(one, id, sightOf(caller)),
      countAsides(one, id, sightOf(caller)),
      countUnread(one, id),
    ])
    return { overdueTasks, asides, ...unread }
  })
}
