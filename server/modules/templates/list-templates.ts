import type { z } from 'zod'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { likePattern, searchQuery, searchText } from '../../kernel/search-text.ts'
import type { listedTemplate, templates, TemplateVersion } from './contract.ts'
import { demandChange, findTemplate, today, viewerOf } from './find-template.ts'
import { templateLines, type Wanted } from './queries/templates.ts'
import { versionsBelow } from './queries/versions.ts'
import { toLine, toVersion } from './shape.ts'

/** What was typed as it is looked for; of marks alone those marks. */
const wordsOf = (typed: string): Wanted['words'] => {
  const folded = searchText(typed)
  if (folded === '') return undefined
  return { typed: folded, patterns: searchQuery(typed)?.patterns ?? [likePattern(folded)] }
}

/** Answers that the caller may see, the nearest to what was typed first. */
export const listTemplates = async (
  db: Db,
  caller: Caller,
  query: z.output<typeof templates.listTemplates.query>,
): Promise<z.output<typeof listedTemplate>[]> => {
  demand(caller, 'conversations.reply')
  const day = await today(db)
  const rows = await templateLines(db, viewerOf(caller), {
    state: query.state,
    purpose: query.purpose ?? null,
    folder: query.folder ?? null,
    ownerId: query.ownerId ?? null,
    teamId: query.teamId ?? null,
    language: query.language ?? null,
    words: wordsOf(query.q ?? ''),
    today: day,
    limit: query.limit,
  })
  return rows.map((row) => ({
    ...toLine(caller, row, day),
    languages: row.languages,
    excerpt: row.excerpt,
  }))
}

/** Everything that an answer said, the newest first; for those who may change it. */
export const listVersions = async (
  db: Db,
  caller: Caller,
  wanted: { id: string; below?: number | undefined; limit: number },
): Promise<TemplateVersion[]> => {
  demand(caller, 'templates.manage')
  const row = await findTemplate(db, caller, wanted.id)
  demandChange(caller, row)
  const { below = null, limit } = wanted
  return (await versionsBelow(db, row.id, { below, limit })).map(toVersion)
}
