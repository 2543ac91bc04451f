/** A metric for a period, as one figure and split: what goals and other reports are made of. */
export { getMetric } from './get-metric.ts'
/** Every metric with its definition in words. */
export { listMetrics } from './list-metrics.ts'
/** Has PostgreSQL look at tables that a great deal was brought into just now. */
export { learnTables } from './queries/history.ts'
/** Measures conversations that were brought in; forgets what was measured of some. */
export { measure } from './rebuild-facts.ts'
export { forgetFacts } from './queries/facts.ts'
/** Makes all facts anew from what is kept of the conversations: after they were brought in without events. */
export { rebuildFacts } from './rebuild-facts.ts'
/** Has all facts made anew in the background; tells whether that is to be done still, and does it here and now. */
export { startRebuild } from './start-rebuild.ts'
export { finishRebuild, isRebuilding } from './run-rebuild.ts'
