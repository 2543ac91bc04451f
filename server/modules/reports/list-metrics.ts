import type { z } from 'zod'
import type { Db } from '../../kernel/db/index.ts'
import type { metric } from './contract.ts'
import type { Words } from './metric.ts'
import { settingsRow } from './queries/settings.ts'
import { metrics } from './registry.ts'

/** Every metric with its definition, in the order of the board. `{days}` in its words is what is set for first contacts. */
export const listMetrics = async (db: Db): Promise<z.input<typeof metric>[]> => {
  const { firstContactDays } = await settingsRow(db)
  const filled = ({ en, ja }: Words): Words => ({
    en: en.replaceAll('{days}', String(firstContactDays)),
    ja: ja.replaceAll('{days}', String(firstContactDays)),
  })
  return [...(await metrics()).values()].map(
    ({ id, title, explanation, formula, unit, direction, kind, measures, bases, by, rowUnit }) => ({
      id,
      title,
      explanation: filled(explanation),
      formula: filled(formula),
      unit,
      direction,
      kind,
      measures: [...measures],
      bases: [...bases],
      by: [...by],
      rowUnit,
    }),
  )
}
