import { defineEvent } from '../../kernel/events/index.ts'

/** An answer of the library was added, changed, approved, put away or brought back. A use is no change. */
export const templateChanged = defineEvent<{ templateId: string }>('template.changed')

/** A macro was added, changed, put away or brought back. A run is no change. */
export const macroChanged = defineEvent<{ macroId: string }>('macro.changed')
