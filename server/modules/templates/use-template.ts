import type { Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Variables } from '../../kernel/variables/index.ts'
import { languageOf } from '../customers/index.ts'
import { chooseVariant } from './choose-variant.ts'
import type { Preview } from './contract.ts'
import { fillIn, occasionOf, type Answering, type Occasion } from './fill-in.ts'
import { demandChange, findTemplate, isUsable, today } from './find-template.ts'
import { dueAfter } from './measure-success.ts'
import { insertUse, versionRows } from './queries/versions.ts'

/** An answer for a conversation. */
export interface Chosen extends Answering {
  templateId: string
  language?: string | undefined
}

/** A version of an answer as it reads on an occasion, in the language of who is written to where it has that. */
export const fillInVersion = async (
  db: Db,
  variables: Variables,
  occasion: Occasion,
  { templateId, number, language }: { templateId: string; number: number; language: string | undefined },
): Promise<Preview> => {
  const [[version], spoken] = await Promise.all([
    versionRows(db, templateId, [number]),
    languageOf(db, occasion.customerId),
  ])
  if (!version) throw new Error(`answer ${templateId} has no version ${number}`)
  const wanted = [language ?? null, spoken, occasion.workspace.language]
  const variant = chooseVariant(version.variants, wanted)
  return fillIn(db, variables, occasion, { text: variant.body, language: variant.language })
}

const notUsable = () =>
  conflict(
    'templates.not-usable',
    'This answer is not approved, has expired or was put away. Choose another one, or ask its owner.',
  )

/** An answer as it would read in a conversation; `draft` is what waits to be approved, for those who may change it. */
export const previewTemplate = async (
  db: Db,
  caller: Caller,
  variables: Variables,
  { draft, ...chosen }: Chosen & { draft: boolean },
): Promise<Preview> => {
  const occasion = await occasionOf(db, caller, chosen)
  const row = await findTemplate(db, caller, chosen.templateId)
  if (draft) demandChange(caller, row)
  const number = draft ? row.latest : row.approved
  if (number === null) throw notUsable()
  return fillInVersion(db, variables, occasion, { ...chosen, number, language: chosen.language })
}

/** An answer to be put into what the caller writes; that is counted. Throws `conflict` for one that is not to be used. */
export const useTemplate = async (
  tx: Tx,
  caller: Caller,
  variables: Variables,
  chosen: Chosen,
): Promise<Preview> => {
  const occasion = await occasionOf(tx, caller, chosen)
  const row = await findTemplate(tx, caller, chosen.templateId)
  if (row.approved === null || !isUsable(row, await today(tx))) throw notUsable()
  const { id: templateId, approved: number } = row
  await insertUse(tx, {
    id: newId(),
    templateId,
    number,
    conversationId: occasion.conversationId,
    agentId: caller.id ?? null,
    dueAt: dueAfter(tx.now),
  })
  return fillInVersion(tx, variables, occasion, { templateId, number, language: chosen.language })
}
