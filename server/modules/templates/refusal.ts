import { systemCaller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Variables } from '../../kernel/variables/index.ts'
import type { Preview } from './contract.ts'
import { occasionOf } from './fill-in.ts'
import { isUsable, today } from './find-template.ts'
import { anyTemplateRow } from './queries/templates.ts'
import { fillInVersion } from './use-template.ts'

/** The number of the version that may be sent as a refusal today; undefined where none may. */
const approvedRefusal = async (db: Db, id: string): Promise<number | undefined> => {
  const [row, day] = await Promise.all([anyTemplateRow(db, id), today(db)])
  return row?.purpose === 'refusal' && isUsable(row, day) ? (row.approved ?? undefined) : undefined
}

/** True for an answer that is approved as a refusal and may be used today. */
export const isRefusal = async (db: Db, id: string): Promise<boolean> =>
  (await approvedRefusal(db, id)) !== undefined

/**
 * An approved refusal as it reads to the customer of a conversation, in their language; undefined where it may not be sent. The
 * house sends it: whom the answer is for among us does not matter, and its uses are not counted.
 */
export const refusalText = async (
  db: Db,
  variables: Variables,
  { templateId, conversationId }: { templateId: string; conversationId: string },
): Promise<Pick<Preview, 'text' | 'complete'> | undefined> => {
  const number = await approvedRefusal(db, templateId)
  if (number === undefined) return undefined
  const occasion = await occasionOf(db, systemCaller(db.workspaceId), { conversationId })
  return fillInVersion(db, variables, occasion, { templateId, number, language: undefined })
}
