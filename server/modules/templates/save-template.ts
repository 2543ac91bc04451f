import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { searchText } from '../../kernel/search-text.ts'
import { agentsByIds, teamExists } from '../agents/index.ts'
import type { Variant } from './contract.ts'
import { isShortcutTaken, putTemplate, replaceTeams, type TemplateRow } from './queries/templates.ts'
import { versionRows } from './queries/versions.ts'

const wordsOf = (variants: readonly Variant[]): string[] => variants.map(({ body }) => body)

/** What an answer says by its newest and its approved version: it is found by both. */
const saidBy = async (tx: Tx, row: TemplateRow): Promise<string[]> => {
  const numbers = [row.latest, ...(row.approved === null ? [] : [row.approved])]
  return (await versionRows(tx, row.id, numbers)).flatMap(({ variants }) => wordsOf(variants))
}

const checked = async (tx: Tx, row: TemplateRow, before: TemplateRow | undefined): Promise<void> => {
  if (row.title === '') throw invalid('templates.no-title', 'The answer has no title. Enter one.')
  if (row.ownerId !== before?.ownerId && !(await agentsByIds(tx, [row.ownerId])).some(({ active }) => active))
    throw invalid('templates.no-owner', 'Nobody works here who could own the answer. Choose somebody else.')
  for (const teamId of row.teamIds ?? []) {
    if (before?.teamIds?.includes(teamId)) continue
    if (!(await teamExists(tx, teamId)))
      throw invalid('templates.no-team', 'One of the teams does not exist any more. Choose again.')
  }
}

/**
 * Keeps an answer whose versions are kept already; the library is held. Throws `invalid` for settings that can't be meant,
 * `conflict` for a shortcut that another one has.
 */
export const saveTemplate = async (tx: Tx, row: TemplateRow, before?: TemplateRow): Promise<void> => {
  await checked(tx, row, before)
  const shortcutKey = row.shortcut === null ? null : searchText(row.shortcut)
  if (shortcutKey === '')
    throw invalid('templates.no-shortcut', 'Nothing can be found by this shortcut. Enter letters or digits.')
  if (shortcutKey !== null && row.archivedAt === null && (await isShortcutTaken(tx, row.id, shortcutKey)))
    throw conflict('templates.shortcut-taken', 'Another answer has this shortcut. Choose another one.')
  const said = await saidBy(tx, row)
  await putTemplate(tx, row, {
    titleKey: searchText(row.title),
    shortcutKey,
    searchText: searchText([row.title, row.shortcut ?? '', row.folder, ...said].join('\n')),
  })
  if (JSON.stringify(row.teamIds) !== JSON.stringify(before?.teamIds ?? null))
    await replaceTeams(tx, row.id, row.teamIds ?? [])
}

/** Ids of teams, each once and in the order in which they are kept. */
export const teamsIn = (ids: readonly string[] | null): string[] | null =>
  ids === null ? null : [...new Set(ids.map((id) => id.toLowerCase()))].sort()
