/** The workspace's calendar, and its changing; the system may, for set-up and seeds. */
export { defaultCalendar } from './default-calendar.ts'
export { saveHours } from './save-hours.ts'
/** Business time of a calendar: open seconds between moments, the next opening, and when so many will have passed. */
export { addBusinessSeconds, businessSeconds, nextOpening } from './business-time.ts'
/** Days of a time zone: when one begins, and which one a moment belongs to. */
export { localDay, startOfDay } from './zone.ts'
export type { Block, Calendar, SpecialDay } from './calendar.ts'
