/** Adds a rule to a shop that is being made. */
export { bringRule } from './bring-rule.ts'
/** A rule as it is saved. */
export type { SavedRule } from './contract.ts'
