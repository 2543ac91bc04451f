import { defineEvent } from '../../kernel/events/index.ts'

/**
 * An inbox was connected, or its settings, teams, state or health changed. `sight`: who may see it is another now.
 * `health`: nothing but what is known of its connection changed.
 */
export const inboxChanged = defineEvent<{ inboxId: string; sight: boolean; health: boolean }>('inbox.changed')
