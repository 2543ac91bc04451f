import { defineEvent } from '../../kernel/events/index.ts'

/** An answer of the library was added, changed, approved, put away or brought back. A use is no change. */
export const templateChanged = defineEvent<{ templateId: string }>('template.changed')
