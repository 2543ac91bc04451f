/** Everything that rooms let rules and macros do to their subjects. */
export { Actions, type Done } from './actions.ts'
/** How a room declares what may be done. */
export { defineAction, type Action, type ActionField, type Effect, type Foreseen } from './action.ts'
