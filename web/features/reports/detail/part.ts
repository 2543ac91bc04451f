import type { RowsQuestion } from '../../../api/reads/reports.ts'
import type { Answer } from '../figures.ts'

type By = NonNullable<Answer['by']>

/** The key of a row as it stands in the address; what belongs to nobody has one too. */
export const keyOf = ({ key }: { key: string | null }): string => key ?? 'none'

const filters: Partial<Record<By, keyof RowsQuestion>> = {
  channel: 'channel',
  inbox: 'inboxId',
  team: 'teamId',
  agent: 'agentId',
}

/** One part of a picture, and how the rows behind it are asked for. */
export interface Part {
  row: Answer['rows'][number]
  narrowed: Partial<RowsQuestion>
}

/** The part with this key; undefined when it is not there (any more). */
export function partOf(data: Answer, by: By, key: string | undefined): Part | undefined {
  const row = key === undefined ? undefined : data.rows.find((one) => keyOf(one) === key)
  if (!row) return undefined
  if (row.from && row.to) return { row, narrowed: { from: row.from, to: row.to } }
  const filter = filters[by]
  return filter ? { row, narrowed: { [filter]: keyOf(row) } } : undefined
}
