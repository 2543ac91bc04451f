import { z } from 'zod'
import { defineAction, type Action, type Foreseen } from '../../kernel/actions/index.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import type { Choice } from '../../kernel/conditions/index.ts'
import { id } from '../../kernel/contract.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import type { Variables } from '../../kernel/variables/index.ts'
import { answerAutomatically, sendReply, SPOKEN_OF } from '../conversations/index.ts'
import { findTemplate } from './find-template.ts'
import { listTemplates } from './list-templates.ts'
import { versionRows } from './queries/versions.ts'
// Under another name: what begins with “use” is taken for a hook of the screens.
import { useTemplate as takeUp } from './use-template.ts'

const MOST = 2000

/** Answers that may be used now. */
const choices = async (db: Db, caller: Caller): Promise<Choice[]> =>
  (await listTemplates(db, caller, { state: 'usable', limit: MOST })).map(({ id: value, title }) => ({
    value,
    title: { en: title, ja: title },
  }))

const base = {
  about: 'conversation',
  shape: z.object({ templateId: id }),
  fields: [{ path: 'templateId', label: { en: 'Answer', ja: '定型文' }, choices }],
}

const foresee = async (
  db: Db,
  ids: readonly string[],
  { templateId }: { templateId: string },
): Promise<ReadonlyMap<string, Foreseen>> => {
  const chosen = (await choices(db, systemCaller(db.workspaceId))).find(({ value }) => value === templateId)
  const to = chosen?.title ?? { en: 'An answer that is gone', ja: '削除された定型文' }
  return new Map(ids.map((one) => [one, { from: null, to }]))
}

/** What an answer of the library says in a conversation; one in which a value is missing is sent to nobody. */
const filledIn = async (
  tx: Tx,
  variables: Variables,
  by: Caller,
  chosen: { conversationId: string; templateId: string },
): Promise<string> => {
  const { text, complete, missing } = await takeUp(tx, by, variables, chosen)
  if (complete) return text
  throw conflict(
    'templates.incomplete',
    `A value is missing in this answer: ${missing.map(({ title }) => title.en).join(', ')}. Nothing was sent.`,
    { reasons: missing.map(({ name, title }) => ({ name, en: title.en, ja: title.ja })) },
  )
}

/** Throws where an answer names whoever answers, and nothing stands for them: a rule answers without a person. */
const refuseNamed = async (db: Db, variables: Variables, templateId: string): Promise<void> => {
  const { title, approved } = await findTemplate(db, systemCaller(db.workspaceId), templateId)
  const [version] = approved === null ? [] : await versionRows(db, templateId, [approved])
  const bodies = version?.variants.map(({ body }) => body) ?? []
  const holes = (await variables.compile(db, SPOKEN_OF, bodies)).flatMap(({ parts }) =>
    parts.filter((part) => typeof part !== 'string'),
  )
  const named = holes.find(({ variable, fallBack }) => variable.about === 'agent' && fallBack === undefined)
  if (named)
    throw invalid(
      'templates.names-person',
      `The answer “${title}” names “${named.variable.title.en}”, and here nobody in person answers. Give ${named.source} a fall-back, or choose another answer.`,
    )
}

const written = { cc: [], bcc: [], attachmentIds: [], anyway: true }

/** What rules and macros may do with answers of the library. */
export const actionsWith = (variables: Variables): Action[] => [
  defineAction({
    ...base,
    name: 'template.reply',
    title: { en: 'Answer with an answer of the library', ja: '定型文で返信する' },
    lead: {
      en: 'A rule answers in the name of the brand, and the customer goes on waiting for a person. Machines are never answered.',
      ja: 'ルールからはブランド名で自動返信し、お客様は引き続き担当者の返信待ちになります。自動送信メールには返信しません。',
    },
    outward: true,
    needs: 'conversations.reply',
    check: (db, { templateId }) => refuseNamed(db, variables, templateId),
    preview: foresee,
    run: async (tx, conversationId, { templateId }, by) => {
      const text = await filledIn(tx, variables, by, { conversationId, templateId })
      if (by.kind === 'system') return answerAutomatically(tx, { conversationId, text })
      await sendReply(tx, by, { ...written, conversationId, text })
      return null
    },
  }),
  defineAction({
    ...base,
    name: 'template.propose',
    title: { en: 'Propose an answer to be approved', ja: '返信案を作成して承認を依頼する' },
    lead: {
      en: 'It waits with the answers to be approved, and leaves when somebody approves it.',
      ja: '承認待ちの返信として登録され、承認されると送信されます。',
    },
    needs: 'conversations.reply',
    check: (db, { templateId }) => refuseNamed(db, variables, templateId),
    effects: () => [{ of: 'conversation.approval', again: true }],
    preview: foresee,
    run: async (tx, conversationId, { templateId }, by) => {
      const text = await filledIn(tx, variables, by, { conversationId, templateId })
      await sendReply(tx, by, { ...written, conversationId, text, proposed: true })
      return null
    },
  }),
]
