/** Everything that rooms let texts name, the texts made ready, and the values in them. */
export { Variables, type Subjects } from './variables.ts'
/** How a room declares what texts may name. */
export { variablesAbout, type Variable, type VariableFamily } from './variable.ts'
/** Puts values into a text that was made ready. */
export { renderText } from './render.ts'
/** What stands in a text without a value. */
export { placeholdersIn } from './compile.ts'
/** Keeps placeholders out of texts in which nothing is filled in. */
export { refusePlaceholders } from './refuse-placeholders.ts'
/** How values may be written. */
export { FILTERS } from './filters.ts'
export type { Trouble } from './parse.ts'
