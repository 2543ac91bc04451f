import { defineEvent } from '../../kernel/events/index.ts'

/** An inbox was connected, or its settings, teams, state or health changed. */
export const inboxChanged = defineEvent<{ inboxId: string }>('inbox.changed')
