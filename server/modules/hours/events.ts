import { defineEvent } from '../../kernel/events/index.ts'

/** Calendars are others, or other ones hold for inboxes and teams: what runs on business time may be due at another time. */
export const calendarsChanged = defineEvent<{ calendarId: string }>('hours.calendars-changed')
