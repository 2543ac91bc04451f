import { demand, may, type Caller } from '../../../kernel/caller.ts'
import type { Actions } from '../../../kernel/actions/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { notFound } from '../../../kernel/errors.ts'
import { likePattern, searchQuery, searchText } from '../../../kernel/search-text.ts'
import type { Macro } from '../contract-macros.ts'
import { mayChange, today, viewerOf } from '../find-template.ts'
import { macroRow, macroRows, type MacroRow } from '../queries/macros.ts'

/** True for those who approve, and for an owner who may write, as long as it is theirs alone. */
export const mayChangeMacro = (caller: Caller, row: MacroRow): boolean =>
  mayChange(caller, row) && (mayGive(caller) || row.teamIds?.length === 0)

/** A macro as it is sent. */
export const toMacro = (caller: Caller, actions: Actions, row: MacroRow): Macro => {
  const { templateUsable, createdAt: _created, updatedAt: _updated, ...rest } = row
  return {
    ...rest,
    usable: row.archivedAt === null && (row.templateId === null || templateUsable === true),
    doing: row.steps.map((step) => actions.titleOf(step)),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    mayChange: mayChangeMacro(caller, row),
  }
}

/** A macro that the caller may see, or `not-found`. */
export const findMacro = async (db: Db, caller: Caller, id: string): Promise<MacroRow> => {
  demand(caller, 'conversations.reply')
  const row = await macroRow(db, viewerOf(caller), id, await today(db))
  if (!row) throw notFound('templates.no-macro', 'There is no such macro.')
  return row
}

/** Macros that the caller may see, found by their titles, the most used first. */
export const listMacros = async (
  db: Db,
  caller: Caller,
  actions: Actions,
  { q = '', state, limit }: { q?: string | undefined; state: 'usable' | 'all' | 'archived'; limit: number },
): Promise<Macro[]> => {
  demand(caller, 'conversations.reply')
  const folded = searchText(q)
  const patterns = folded === '' ? [] : (searchQuery(q)?.patterns ?? [likePattern(folded)])
  const rows = await macroRows(db, viewerOf(caller), { state, patterns, limit, today: await today(db) })
  return rows.map((row) => toMacro(caller, actions, row))
}

/** True for those who may give what they wrote to others. */
export const mayGive = (caller: Caller): boolean => may(caller, 'templates.approve')
