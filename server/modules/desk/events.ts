import { defineEvent } from '../../kernel/events/index.ts'

/** A saved view was made, changed or removed. `shared`: others see that. */
export const viewsChanged = defineEvent<{ ownerId: string; shared: boolean }>('views.changed')
