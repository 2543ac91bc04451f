import type { Question } from '../../api/reads/reports.ts'
import type { Metric } from './figures.ts'

/** What a metric can be asked of the board's question: what stands at a moment knows nothing of who began it. */
export const questionFor = (metric: Pick<Metric, 'kind'>, question: Question): Question =>
  metric.kind === 'level' ? { ...question, openedBy: undefined } : question
