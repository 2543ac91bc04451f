/** Everything that rooms let rules answer to. */
export { Triggers, type Happened } from './triggers.ts'
/** How a room declares what rules may answer to. */
export { defineTrigger, when, type Moment, type Trigger } from './trigger.ts'
