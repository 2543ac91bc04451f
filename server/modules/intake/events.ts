import { defineEvent } from '../../kernel/events/index.ts'

/** Something of the inbox went into quarantine, or left it. */
export const quarantineChanged = defineEvent<{ inboxId: string }>('quarantine.changed')
