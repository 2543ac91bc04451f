/** Calendars of a workspace, and which one holds for an inbox and a team: read once for a batch. */
export { readCalendars, type Calendars } from './read-calendars.ts'
/** Makes a calendar; the system may, for set-up and seeds. */
export { createCalendar } from './save-calendar.ts'
/** Business time of a calendar: open seconds and times between moments, the next opening and closing, and when so many will have passed. */
export {
  addBusinessSeconds,
  businessSeconds,
  isOpen,
  nextClosing,
  nextOpening,
  openTimes,
  reopening,
} from './business-time.ts'
/** Days that are closed for once: special ones and public holidays. */
export { closedDays } from './closed-days.ts'
/** Days of a time zone: when one begins, which one a moment belongs to, and what its clocks show as a moment. */
export { localDay, momentOfWall, startOfDay } from './zone.ts'
export type { Block, Calendar, SpecialDay } from './calendar.ts'
export type { CalendarInput } from './shape.ts'
/** What the room announces. */
export { calendarsChanged } from './events.ts'
