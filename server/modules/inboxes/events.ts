import { defineEvent } from '../../kernel/events/index.ts'

/** An inbox was connected, or its settings, teams, state or health changed. `sight`: who may see it is another now. */
export const inboxChanged = defineEvent<{ inboxId: string; sight: boolean }>('inbox.changed')
