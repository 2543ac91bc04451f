import { isDeepStrictEqual } from 'node:util'
import type { Actions } from '../../../kernel/actions/index.ts'
import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, forbidden, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { searchText } from '../../../kernel/search-text.ts'
import { teamExists } from '../../agents/index.ts'
import { recordAudit } from '../../audit/index.ts'
import type { Macro, MacroChange, NewMacro } from '../contract-macros.ts'
import { macroChanged } from '../events.ts'
import { demandPerson, findTemplate, mayChange } from '../find-template.ts'
import { countMacros, putMacro, type MacroRow } from '../queries/macros.ts'
import { holdLibrary, type TemplateRow } from '../queries/templates.ts'
import { teamsIn } from '../save-template.ts'
import { findMacro, mayChangeMacro, mayGive, toMacro } from './find-macro.ts'

const MOST = 500

type Kept = Omit<MacroRow, 'uses' | 'lastUsedAt' | 'templateTitle' | 'templateUsable'>

const checked = async (
  tx: Tx,
  caller: Caller,
  actions: Actions,
  row: Kept,
  before?: MacroRow,
): Promise<void> => {
  if (row.title === '') throw invalid('templates.no-macro-title', 'The macro has no title. Enter one.')
  if (!isDeepStrictEqual(row.steps, before?.steps)) await actions.check(tx, caller, 'conversation', row.steps)
  if (
    row.templateId !== null &&
    !isDeepStrictEqual([row.templateId, row.teamIds], [before?.templateId, before?.teamIds])
  )
    demandReach(row, await findTemplate(tx, caller, row.templateId))
  const given = row.teamIds === null || row.teamIds.length > 0
  // What others would run bears a second pair of eyes: whoever may not approve changes it for themselves alone.
  if (given && !mayGive(caller)) throw forOthers()
  for (const teamId of row.teamIds ?? [])
    if (!before?.teamIds?.includes(teamId) && !(await teamExists(tx, teamId)))
      throw invalid('templates.no-team', 'One of the teams does not exist any more. Choose again.')
}

const forOthers = () =>
  forbidden(
    'templates.macro-for-others',
    'Only somebody who approves answers can give a macro to others. Keep it for yourself, or ask them.',
  )

/** Throws `invalid` where the macro is for somebody for whom its answer is not. */
const demandReach = ({ teamIds }: Kept, { teamIds: among }: TemplateRow): void => {
  if (among !== null && (teamIds === null || teamIds.some((id) => !among.includes(id))))
    throw invalid(
      'templates.macro-wider',
      'Not everybody whom this macro is for may use its answer. Give it to fewer people, or choose another answer.',
    )
}

const keep = async (
  tx: Tx,
  caller: Caller,
  actions: Actions,
  row: Kept,
  before?: MacroRow,
): Promise<Macro> => {
  await checked(tx, caller, actions, row, before)
  await putMacro(tx, row, searchText(row.title))
  tx.announce(macroChanged({ macroId: row.id }))
  await recordAudit(tx, caller, {
    action: before ? 'templates.update-macro' : 'templates.create-macro',
    subject: { kind: 'macro', id: row.id },
    details: { name: row.title, actions: row.steps.map(({ action }) => action), teamIds: row.teamIds },
  })
  return toMacro(caller, actions, await findMacro(tx, caller, row.id))
}

const demandRoom = async (tx: Tx): Promise<void> => {
  if ((await countMacros(tx)) >= MOST)
    throw conflict('templates.too-many-macros', `There are ${MOST} macros already. Put some away first.`)
}

/** Adds a macro of the caller's. */
export const createMacro = async (
  tx: Tx,
  caller: Caller,
  actions: Actions,
  input: NewMacro,
): Promise<Macro> => {
  demand(caller, 'templates.manage')
  const ownerId = demandPerson(caller)
  await holdLibrary(tx)
  await demandRoom(tx)
  return keep(tx, caller, actions, {
    id: newId(),
    title: input.title.trim(),
    templateId: input.templateId,
    steps: input.steps,
    ownerId,
    teamIds: teamsIn(input.teamIds),
    revision: 1,
    createdAt: tx.now,
    updatedAt: tx.now,
    archivedAt: null,
  })
}

/** A macro that the caller may change, as they looked at it; the library is held. */
const holdMacro = async (tx: Tx, caller: Caller, id: string, revision: number): Promise<MacroRow> => {
  demand(caller, 'templates.manage')
  await holdLibrary(tx)
  const row = await findMacro(tx, caller, id)
  if (!mayChange(caller, row))
    throw forbidden(
      'templates.macro-not-yours',
      'This macro belongs to somebody else. Ask them, or somebody who approves answers, to change it.',
    )
  if (!mayChangeMacro(caller, row)) throw forOthers()
  if (row.revision !== revision)
    throw conflict(
      'templates.macro-changed-meanwhile',
      'Somebody else changed this macro meanwhile. Look at it again before you change it.',
    )
  return row
}

/** Changes a macro. */
export const updateMacro = async (
  tx: Tx,
  caller: Caller,
  actions: Actions,
  id: string,
  { revision, ...change }: MacroChange,
): Promise<Macro> => {
  const before = await holdMacro(tx, caller, id, revision)
  const after = {
    ...before,
    title: change.title?.trim() ?? before.title,
    templateId: change.templateId === undefined ? before.templateId : change.templateId,
    steps: change.steps ?? before.steps,
    teamIds: change.teamIds === undefined ? before.teamIds : teamsIn(change.teamIds),
  }
  return keep(tx, caller, actions, { ...after, revision: revision + 1, updatedAt: tx.now }, before)
}

/** Puts a macro away, or brings it back. */
export const archiveMacro = async (
  tx: Tx,
  caller: Caller,
  actions: Actions,
  { id, revision, archived }: { id: string; revision: number; archived: boolean },
): Promise<Macro> => {
  const before = await holdMacro(tx, caller, id, revision)
  if ((before.archivedAt !== null) === archived) return toMacro(caller, actions, before)
  if (!archived) await demandRoom(tx)
  const row = {
    ...before,
    archivedAt: archived ? tx.now : null,
    revision: revision + 1,
    updatedAt: tx.now,
  }
  await putMacro(tx, row, searchText(row.title))
  tx.announce(macroChanged({ macroId: id }))
  await recordAudit(tx, caller, {
    action: archived ? 'templates.archive-macro' : 'templates.unarchive-macro',
    subject: { kind: 'macro', id },
    details: { name: row.title },
  })
  return toMacro(caller, actions, await findMacro(tx, caller, id))
}
