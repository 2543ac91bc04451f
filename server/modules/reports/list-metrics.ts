import type { z } from 'zod'
import type { metric } from './contract.ts'
import { metrics } from './registry.ts'

/** Every metric with its definition, in the order of the board. */
export const listMetrics = async (): Promise<z.input<typeof metric>[]> =>
  [...(await metrics()).values()].map(
    ({ id, title, explanation, formula, unit, direction, kind, measures, bases, by, rowUnit }) => ({
      id,
      title,
      explanation,
      formula,
      unit,
      direction,
      kind,
      measures: [...measures],
      bases: [...bases],
      by: [...by],
      rowUnit,
    }),
  )
