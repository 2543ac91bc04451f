import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { forbidden } from '../../../kernel/errors.ts'
import { addNote, assignConversation, findConversation } from '../../conversations/index.ts'
import { getWorkspace } from '../../workspace/index.ts'
import type { Harassment } from '../contract-harassment.ts'
import { saveHarassment } from '../queries/harassments.ts'
import { demandRecord, demandStanding } from './demand-record.ts'
import { recordStep } from './record-step.ts'
import { toHarassment } from './shape.ts'

/** What the note says unless the lead says it. */
const USUAL = {
  ja: 'この会話の対応を引き継ぎました。以後の返信はこちらで行います。',
  en: 'I have taken this conversation over and will answer from here on.',
}

/**
 * Gives the conversation to the caller in one step. Whoever had it, and whoever bore the harassment, is told by a note that
 * mentions them: the way in which people are told of everything else.
 */
export const takeOver = async (tx: Tx, caller: Caller, id: string, words: string): Promise<Harassment> => {
  demand(caller, 'harassment.handle')
  const { id: me } = caller
  if (me === undefined) throw forbidden('care.no-person', 'Only a person can take a conversation over.')
  const record = await demandRecord(tx, caller, id)
  demandStanding(record)
  const { assigneeId } = await findConversation(tx, caller, record.conversationId)
  if (assigneeId !== me)
    await assignConversation(tx, caller, { conversationId: record.conversationId, assigneeId: me })
  const mentions = [...new Set([assigneeId, ...record.exposed])].filter(
    (one): one is string => one !== null && one !== me,
  )
  const { language } = await getWorkspace(tx)
  await addNote(tx, caller, {
    conversationId: record.conversationId,
    text: words.trim() || USUAL[language],
    mentions,
    attachmentIds: [],
  })
  await saveHarassment(tx, { ...record, takenOverBy: me, takenOverAt: tx.now })
  await recordStep(tx, caller, record, {
    step: 'taken-over',
    words: words.trim(),
    details: { from: assigneeId },
  })
  return toHarassment(tx, await demandRecord(tx, caller, id))
}
