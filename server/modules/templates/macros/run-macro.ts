import type { Actions } from '../../../kernel/actions/index.ts'
import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Step } from '../../../kernel/contract-actions.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Words } from '../../../kernel/settings-view.ts'
import type { Variables } from '../../../kernel/variables/index.ts'
import {
  getDraft,
  holdStanding,
  PUT_BACK,
  putBack,
  refuseUnseen,
  sendReply,
} from '../../conversations/index.ts'
import { agentsByIds } from '../../agents/index.ts'
import type { MacroRun } from '../contract-macros.ts'
import { demandPerson } from '../find-template.ts'
import { insertRun, takeRun, type MacroRow } from '../queries/macros.ts'
import { useTemplate as takeTemplate } from '../use-template.ts'
import { findMacro } from './find-macro.ts'

/** A macro to be run in a conversation. */
export interface Running {
  macroId: string
  conversationId: string
  language?: string | undefined
  to?: string[] | undefined
  cc: string[]
  bcc: string[]
  seenMessageId?: string | undefined
}

/**
 * Sends the answer of a macro. Throws `invalid` where a value is missing in it: nobody has seen the text. Throws `conflict` where
 * it would take the place of what the caller is writing, or could not leave by itself: what comes behind it would stand alone.
 */
const answer = async (
  tx: Tx,
  caller: Caller,
  variables: Variables,
  templateId: string,
  running: Running,
): Promise<string> => {
  const { conversationId, to, cc, bcc, language, seenMessageId } = running
  const draft = await getDraft(tx, caller, conversationId)
  const written = draft?.mode === 'reply' ? draft : draft?.aside
  if (written && (written.text.trim() !== '' || written.attachmentIds.length > 0))
    throw conflict(
      'templates.macro-over-draft',
      'A reply of yours has been begun here. Send it or clear it first, then run the macro.',
    )
  const filled = await takeTemplate(tx, caller, variables, { conversationId, templateId, to, language })
  const [missing] = filled.missing
  if (missing) {
    const [agent] = caller.id === undefined ? [] : await agentsByIds(tx, [caller.id])
    const language = agent?.language ?? 'en'
    throw invalid(
      'templates.macro-missing',
      `The reply of this macro has no value for “${missing.title.en}” here. Write the reply by hand.`,
      {
        reasons: filled.missing.map(({ name, title }) => ({
          variable: name,
          name: title[language],
          ...title,
        })),
      },
    )
  }
  const { text } = filled
  const seen = { seenMessageId, shownMessageId: seenMessageId, anyway: false }
  const sent = await sendReply(tx, caller, { conversationId, text, to, cc, bcc, attachmentIds: [], ...seen })
  if (sent.receipt === 'awaiting')
    throw conflict(
      'templates.macro-awaits',
      'The reply of this macro has to be approved here by somebody else first. Write it by hand.',
    )
  return sent.id
}

const act = async (
  tx: Tx,
  caller: Caller,
  actions: Actions,
  steps: readonly Step[],
  conversationId: string,
): Promise<Words[]> => {
  const stays: Words[] = []
  for (const step of steps) {
    const { changed } = await actions.run(tx, step, conversationId, caller)
    const effects = actions.effectsOf([step])
    const isPutBack = effects.length > 0 && effects.every(({ of }) => PUT_BACK.has(of))
    if (changed && !isPutBack) stays.push(actions.titleOf(step))
  }
  return stays
}

const demandUsable = ({ archivedAt, templateId, templateUsable }: MacroRow): void => {
  if (archivedAt !== null)
    throw conflict('templates.macro-archived', 'This macro was put away. Choose another one.')
  if (templateId !== null && templateUsable !== true)
    throw conflict(
      'templates.not-usable',
      'This answer is not approved, has expired or was put away. Choose another one, or ask its owner.',
    )
}

/** Sends the reply of a macro and does everything else that it does, by the caller's own rights: all of it, or nothing. */
export const runMacro = async (
  tx: Tx,
  caller: Caller,
  { actions, variables }: { actions: Actions; variables: Variables },
  running: Running,
): Promise<MacroRun> => {
  demand(caller, 'conversations.reply')
  const agentId = demandPerson(caller)
  const { conversationId } = running
  const before = await holdStanding(tx, caller, conversationId)
  const row = await findMacro(tx, caller, running.macroId)
  demandUsable(row)
  await refuseUnseen(tx, agentId, conversationId, running.seenMessageId)
  const messageId =
    row.templateId === null ? null : await answer(tx, caller, variables, row.templateId, running)
  const stays = await act(tx, caller, actions, row.steps, conversationId)
  const after = await holdStanding(tx, caller, conversationId)
  const id = newId()
  await insertRun(tx, { id, macroId: row.id, conversationId, agentId, messageId, before, after })
  return { id, messageId, stays }
}

const MINUTES = 10
const MINUTE_MS = 60_000

/**
 * Takes back all that a run of the caller's did: the reply, which must not have left, and what still stands as the run left it.
 * Throws `conflict` where that is too late.
 */
export const undoMacro = async (
  tx: Tx,
  caller: Caller,
  runId: string,
): Promise<{ conversationId: string }> => {
  demand(caller, 'conversations.reply')
  const run = await takeRun(tx, runId, demandPerson(caller))
  if (!run) throw notFound('templates.no-run', 'This was taken back already, or is not yours to take back.')
  if (tx.now.getTime() - run.at.getTime() > MINUTES * MINUTE_MS)
    throw conflict(
      'templates.run-too-old',
      `Only what was done within ${MINUTES} minutes can be taken back at once.`,
    )
  await putBack(tx, caller, run)
  return { conversationId: run.conversationId }
}
