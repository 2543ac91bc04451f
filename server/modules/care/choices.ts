import type { Choice } from '../../kernel/conditions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { causeRows } from './queries/settings.ts'

/** How bad a complaint is. */
export const SEVERITIES: readonly Choice[] = [
  { value: 'minor', title: { en: 'Minor', ja: '軽度' } },
  { value: 'serious', title: { en: 'Serious', ja: '中度' } },
  { value: 'critical', title: { en: 'Critical', ja: '重度' } },
]

/** Causes that are offered. */
export const causeChoices = async (db: Db): Promise<Choice[]> =>
  (await causeRows(db))
    .filter(({ removed }) => !removed)
    .map(({ id, name }) => ({ value: id, title: { en: name, ja: name } }))
