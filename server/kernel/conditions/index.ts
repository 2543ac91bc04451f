/** Everything that rooms declare of their subjects, what may be asked of it, and whether it holds. */
export { Conditions } from './conditions.ts'
/** Why an expression holds or not. */
export type { Judged, Why, WhyGroup, WhyLeaf } from './judge.ts'
/** How a room declares what it knows. */
export { conditionsAbout, type Choice, type Condition, type ConditionFamily } from './condition.ts'
/** Whether an expression may hold at another time although nothing happened. */
export { dependsOnTime } from './expression.ts'
/** Which comparisons a kind has, and what each compares with. */
export { COMPARISONS, HOWS } from './comparisons.ts'
/** Of a longer text only so many characters are compared: no source needs to read more. */
export { LONGEST_TEXT } from './seen.ts'
/** What there is to choose, read once for all that are checked together. */
export { readChoices, type ReadChoices } from './read-choices.ts'
