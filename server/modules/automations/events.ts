import { defineEvent } from '../../kernel/events/index.ts'

/** Rules, or their order, are others. */
export const rulesChanged = defineEvent<object>('automations.rules-changed')

/** A rule answered to something in a conversation. */
export const ruleRan = defineEvent<{ conversationId: string }>('automations.rule-ran')
