import { defineEvent } from '../../kernel/events/index.ts'

/** People were told of something. */
export const peopleTold = defineEvent<{ tellingIds: string[] }>('notifications.told')

/** Somebody marked what they were told as read or unread. */
export const noticesMarked = defineEvent<{ agentId: string }>('notifications.marked')
