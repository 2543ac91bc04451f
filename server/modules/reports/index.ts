/** A metric for a period, as one figure and split: what goals and other reports are made of. */
export { getMetric } from './get-metric.ts'
/** Every metric with its definition in words. */
export { listMetrics } from './list-metrics.ts'
