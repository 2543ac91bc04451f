import type { Caller } from '../../server/kernel/caller.ts'
import type { Tx } from '../../server/kernel/db/index.ts'
import { addTask, createChecklist, createPost } from '../../server/modules/teamwork/index.ts'
import type { OpenConversation } from './load-conversations.ts'
import { announcement, checklist, handovers, tasks } from './team-words.ts'

const HOUR_MS = 3_600_000

/** An open conversation with whoever holds it. */
interface Held extends OpenConversation {
  holder: Caller & { id: string }
  language: 'ja' | 'en'
}

/** What a team has to do besides answering, and tells each other: tasks, a checklist, notes between shifts, an announcement. */
export const loadTeam = async (tx: Tx, boss: Caller, held: readonly Held[]): Promise<void> => {
  const inHours = (hours: number): string => new Date(tx.now.getTime() + hours * HOUR_MS).toISOString()
  await createChecklist(tx, boss, checklist)
  for (const [index, { id, holder, language }] of held.slice(0, tasks.ja.length).entries())
    await addTask(tx, holder, {
      conversationId: id,
      title: tasks[language][index] as string,
      assigneeId: holder.id,
      dueAt: inHours(20 + 24 * index),
    })
  const note = { kind: 'handover', title: '', teamIds: null, mustRead: false, giveTo: null } as const
  for (const [index, { id, holder, language }] of held.slice(0, handovers.ja.length).entries())
    await createPost(tx, holder, {
      ...note,
      body: handovers[language][index] as string,
      expiresAt: null,
      conversationIds: [id],
    })
  await createPost(tx, boss, { ...note, ...announcement, expiresAt: inHours(24 * 14), conversationIds: [] })
}
