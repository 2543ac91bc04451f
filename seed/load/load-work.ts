import type { Caller } from '../../server/kernel/caller.ts'
import type { Tx } from '../../server/kernel/db/index.ts'
import { addNote, saveDraft, sendReply } from '../../server/modules/conversations/index.ts'
import { createView } from '../../server/modules/desk/index.ts'
import type { Agent, World } from '../world/index.ts'
import type { Keys } from './keys.ts'
import type { OpenConversation } from './load-conversations.ts'
import { loadTeam } from './load-team.ts'
import { drafts, notes, replies, viewsOf } from './work-words.ts'

const HOUR_MS = 3_600_000

/** An agent of the shop at work. */
const callerFor = (tx: Tx, keys: Keys, { key, name, role }: Agent): Caller & { id: string } => ({
  workspaceId: tx.workspaceId,
  kind: 'person',
  id: keys.agents.get(key)?.id as string,
  name,
  role,
  permissions: new Set([
    'conversations.read',
    'conversations.write',
    'conversations.reply',
    'customers.read',
    'views.share',
    'checklists.write',
    'announcements.write',
  ]),
  sight: 'all',
})

/** An open conversation with whoever holds it. */
interface Held extends OpenConversation {
  holder: Caller & { id: string }
  language: 'ja' | 'en'
}

/**
 * What agents have in their hands: saved views, words that are not sent yet, answers that wait for a mail server, and
 * notes that mention somebody. The newest conversations are taken, always the same ones of a world.
 */
export const loadWork = async (
  tx: Tx,
  world: World,
  keys: Keys,
  open: readonly OpenConversation[],
): Promise<void> => {
  const [owner] = world.agents
  if (!owner) return
  const boss = callerFor(tx, keys, owner)
  for (const view of viewsOf(keys)) await createView(tx, boss, view)
  const held = open.toReversed().flatMap((one): Held[] => {
    const agent = world.agents.find(({ key }) => key === one.conversation.assignee)
    const brand = world.inboxes.find(({ key }) => key === one.conversation.inbox)?.brand
    return agent
      ? [{ ...one, holder: callerFor(tx, keys, agent), language: brand === 'tarn' ? 'en' : 'ja' }]
      : []
  })
  const byMail = held.filter(({ conversation }) => keys.inboxes.get(conversation.inbox)?.channel === 'email')
  // In a small shop, too, most wait for somebody.
  const answered = byMail.slice(0, Math.min(replies.ja.length, Math.ceil(held.length / 3)))
  const others = held.filter((one) => !answered.includes(one))
  for (const [index, one] of answered.entries()) await answer(tx, one, index, index === answered.length - 1)
  for (const [index, one] of others.slice(0, drafts.ja.length).entries())
    await saveDraft(tx, one.holder, one.id, { ...blankDraft, text: drafts[one.language][index] as string })
  const mentioning = others.filter(({ holder }) => holder.id !== boss.id).slice(0, notes.ja.length)
  for (const [index, { id, holder, language }] of mentioning.entries())
    await addNote(tx, holder, {
      conversationId: id,
      text: `@${boss.name} ${notes[language][index]}`,
      mentions: [boss.id],
      attachmentIds: [],
    })
  await loadTeam(tx, boss, held)
}

/** An answer by mail: it waits until the shop has a mail server; the last one is for tomorrow. */
const answer = async (
  tx: Tx,
  { id, holder, language }: Held,
  index: number,
  later: boolean,
): Promise<void> => {
  await sendReply(tx, holder, {
    conversationId: id,
    text: replies[language][index] as string,
    cc: [],
    bcc: [],
    attachmentIds: [],
    then: 'pending',
    anyway: true,
    ...(later && { sendAt: new Date(tx.now.getTime() + 20 * HOUR_MS).toISOString() }),
  })
}

const blankDraft = {
  mode: 'reply',
  html: null,
  to: null,
  cc: [],
  bcc: [],
  attachmentIds: [],
  aside: null,
} as const satisfies Omit<Parameters<typeof saveDraft>[3], 'text'>
