import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound, type AppError } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { agentsByIds } from '../../agents/index.ts'
import { changedFields, recordAudit, type Audited } from '../../audit/index.ts'
import type { Checklist, ChecklistInput } from '../contract-tasks.ts'
import { checklistsChanged } from '../events.ts'
import {
  checklistRows,
  holdChecklist,
  insertChecklist,
  removeChecklistRow,
  updateChecklistRow,
} from '../queries/checklists.ts'

const MOST = 200

const nameTaken = (name: string): AppError =>
  conflict('teamwork.checklist-exists', `There is a checklist “${name}” already. Choose another name.`)

/** One checklist, held. Throws where it was removed. */
export const demandChecklist = async (
  tx: Tx,
  id: string,
  to: 'change' | 'put' = 'change',
): Promise<Checklist> => {
  const row = await holdChecklist(tx, id, to)
  if (!row) throw notFound('teamwork.no-checklist', 'This checklist does not exist any more.')
  return row
}

const checked = async (tx: Tx, input: ChecklistInput): Promise<ChecklistInput> => {
  const name = input.name.trim()
  const items = input.items.map((item) => ({ ...item, title: item.title.trim() }))
  if (name === '' || items.some(({ title }) => title === ''))
    throw invalid('teamwork.empty-checklist', 'The checklist, or one of its tasks, has no name. Enter one.')
  const people = [
    ...new Set(items.flatMap(({ assignee }) => (['nobody', 'holder'].includes(assignee) ? [] : [assignee]))),
  ]
  const known = people.length === 0 ? [] : await agentsByIds(tx, people)
  if (known.filter(({ active }) => active).length < people.length)
    throw invalid('teamwork.no-such-agent', 'There is no such person (any more). Choose somebody else.')
  return { name, items }
}

/** As the log tells it. */
const told = ({ name, items }: ChecklistInput) => ({ name, tasks: items.map(({ title }) => title) })

const note = async (
  tx: Tx,
  caller: Caller,
  action: Audited['action'],
  id: string,
  details: object,
): Promise<void> => {
  tx.announce(checklistsChanged({}))
  await recordAudit(tx, caller, { action, subject: { kind: 'checklist', id }, details: { ...details } })
}

/** Keeps a checklist. */
export const createChecklist = async (tx: Tx, caller: Caller, input: ChecklistInput): Promise<Checklist> => {
  demand(caller, 'checklists.write')
  if ((await checklistRows(tx)).length >= MOST)
    throw invalid(
      'teamwork.too-many-checklists',
      `There are ${MOST} checklists already. Remove one that nobody uses.`,
    )
  const row = { id: newId(), ...(await checked(tx, input)) }
  if (!(await insertChecklist(tx, row))) throw nameTaken(row.name)
  await note(tx, caller, 'teamwork.create-checklist', row.id, told(row))
  return row
}

/** Replaces a checklist. Where it was put on a conversation, it stays as it was. */
export const updateChecklist = async (
  tx: Tx,
  caller: Caller,
  id: string,
  input: ChecklistInput,
): Promise<Checklist> => {
  demand(caller, 'checklists.write')
  const before = await demandChecklist(tx, id)
  const row = { id, ...(await checked(tx, input)) }
  if (!(await updateChecklistRow(tx, row))) throw nameTaken(row.name)
  await note(tx, caller, 'teamwork.update-checklist', id, {
    name: row.name,
    ...changedFields(told(before), told(row)),
  })
  return row
}

/** Removes a checklist. */
export const deleteChecklist = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'checklists.write')
  const { name } = await demandChecklist(tx, id)
  await removeChecklistRow(tx, id)
  await note(tx, caller, 'teamwork.delete-checklist', id, { name })
}
