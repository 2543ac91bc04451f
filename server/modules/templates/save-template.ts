import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { searchText } from '../../kernel/search-text.ts'
import { agentsByIds, teamExists } from '../agents/index.ts'
import { templateChanged } from './events.ts'
import {
  isShortcutTaken,
  putTemplate,
  replaceTeams,
  type Keys,
  type TemplateRow,
} from './queries/templates.ts'
import { versionRows } from './queries/versions.ts'

/** What an answer is found by: what is approved by everybody who sees it, what waits by those who see that. */
const keysOf = async (tx: Tx, row: TemplateRow): Promise<Pick<Keys, 'searchText' | 'draftText'>> => {
  const numbers = [row.latest, ...(row.approved === null ? [] : [row.approved])]
  const versions = await versionRows(tx, row.id, numbers)
  const said = (wanted: number | null): string => {
    const variants = versions.find(({ number }) => number === wanted)?.variants ?? []
    const bodies = variants.map(({ body }) => body)
    return searchText([row.title, row.shortcut ?? '', row.folder, ...bodies].join('\n'))
  }
  return { searchText: said(row.approved), draftText: said(row.latest) }
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
  await putTemplate(tx, row, { titleKey: searchText(row.title), shortcutKey, ...(await keysOf(tx, row)) })
  if (JSON.stringify(row.teamIds) !== JSON.stringify(before?.teamIds ?? null))
    await replaceTeams(tx, row.id, row.teamIds ?? [])
  tx.announce(templateChanged({ templateId: row.id }))
}

/** Ids of teams, each once and in the order in which they are kept. */
export const teamsIn = (ids: readonly string[] | null): string[] | null =>
  ids === null ? null : [...new Set(ids.map((id) => id.toLowerCase()))].sort()
