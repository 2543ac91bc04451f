import { z } from 'zod'
import { defineContract, empty, id, inBoth, line, moment } from '../../kernel/contract.ts'

/** Open from a time of the day to another. `closes` goes on counting after midnight: 26:00 is two o'clock the next day. */
export const block = z.object({
  opens: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .describe('00:00 to 23:59.'),
  closes: z
    .string()
    .regex(/^([0-3]\d|4[0-7]):[0-5]\d$/)
    .describe('After opens, within 24 hours of it: 18:00, 24:00, 26:00.'),
})

const blocks = z.array(block).max(12)

export const specialDay = z.object({
  date: z.iso.date(),
  name: z.string().max(100).default(''),
  blocks: blocks.describe('Replace the blocks that begin on that day; none: closed.'),
})

const week = z.array(blocks).length(7).describe('Blocks of each weekday, Monday first.')
const region = z
  .string()
  .max(12)
  .nullable()
  .describe('On whose public holidays it is closed: JP, DE, DE-BY (see listHolidayCountries); null: on none.')
const days = z
  .array(specialDay)
  .max(2000)
  .describe('Days that differ from the week, by date; they hold before a public holiday on the same date.')

const uses = {
  inboxIds: z.array(id).max(1000).describe('Inboxes that go by it. An inbox goes by one calendar.'),
  teamIds: z
    .array(id)
    .max(1000)
    .describe('Teams that go by it, for conversations of inboxes without a calendar of their own.'),
}

/** When people work, in the shape in which it is sent. */
export const calendarBody = z.object({
  name: line(100),
  timeZone: line(60).describe('IANA name of the zone whose wall clock the times are read from.'),
  region: region.default(null),
  week,
  days: days.default([]),
  inboxIds: uses.inboxIds.default([]),
  teamIds: uses.teamIds.default([]),
})

/** The same for one that is there: who goes by it stays where it is left out. */
const calendarChange = calendarBody.extend({
  inboxIds: uses.inboxIds.optional(),
  teamIds: uses.teamIds.optional(),
})

/** A calendar in a list, with whether it is open just now. */
export const calendarLine = z.object({
  id,
  name: z.string(),
  timeZone: z.string(),
  region,
  week,
  ...uses,
  isDefault: z.boolean().describe('Holds wherever neither the inbox nor the team has a calendar.'),
  open: z.boolean(),
  changesAt: moment
    .nullable()
    .describe('When it closes next, or opens if it is closed; null: not within a year, or 50 for opening.'),
})

export const calendar = calendarLine.extend({ days })

const write = { permission: 'settings.write' } as const
const oneCalendar = z.object({ calendarId: id })

export const hours = defineContract({
  listCalendars: {
    method: 'GET',
    path: '/api/calendars',
    summary:
      'All calendars without their special days, the default one first. While there is none, Monday to Friday from nine to six holds in the workspace’s time zone.',
    access: 'signed-in',
    output: z.array(calendarLine),
  },
  getCalendar: {
    method: 'GET',
    path: '/api/calendars/:calendarId',
    summary: 'A calendar: business hours, special days, and who goes by it.',
    access: 'signed-in',
    params: oneCalendar,
    output: calendar,
  },
  createCalendar: {
    method: 'POST',
    path: '/api/calendars',
    summary: 'Makes a calendar. The first one is the default.',
    access: write,
    status: 201,
    body: calendarBody,
    output: calendar,
  },
  updateCalendar: {
    method: 'PUT',
    path: '/api/calendars/:calendarId',
    summary:
      'Replaces a calendar; inboxes and teams that are left out stay. What was measured before stays as it was measured.',
    access: write,
    params: oneCalendar,
    body: calendarChange,
    output: calendar,
  },
  makeDefaultCalendar: {
    method: 'POST',
    path: '/api/calendars/:calendarId/default',
    summary: 'Makes a calendar the one that holds wherever neither the inbox nor the team has one.',
    access: write,
    params: oneCalendar,
    output: calendar,
  },
  deleteCalendar: {
    method: 'DELETE',
    path: '/api/calendars/:calendarId',
    summary:
      'Removes a calendar that nobody goes by. A conflict for the default one, and for one that is in use.',
    access: write,
    params: oneCalendar,
    output: empty,
  },
  listHolidayCountries: {
    method: 'GET',
    path: '/api/holiday-countries',
    summary: 'Countries whose public holidays are known, with their parts that have some of their own.',
    access: 'signed-in',
    output: z.array(
      z.object({
        code: z.string().describe('ISO 3166-1: JP.'),
        name: z.string(),
        parts: z.array(z.object({ code: z.string().describe('DE-BY.'), name: z.string() })),
      }),
    ),
  },
  listHolidays: {
    method: 'GET',
    path: '/api/holidays',
    summary: 'The public holidays of a country, or a part of one, in two years.',
    access: 'signed-in',
    query: z.object({
      region: z.string().max(12).describe('JP, DE, DE-BY.'),
      year: z.coerce.number().int().min(1990).max(2198).describe('The first of the two years.'),
    }),
    output: z.array(z.object({ date: z.iso.date(), name: inBoth })),
  },
})
