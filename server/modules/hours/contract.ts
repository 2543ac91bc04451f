import { z } from 'zod'
import { defineContract, line } from '../../kernel/contract.ts'

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

export const calendar = z.object({
  timeZone: z.string().describe('IANA name of the zone whose wall clock the times are read from.'),
  week: z.array(blocks).length(7).describe('Blocks of each weekday, Monday first.'),
  days: z.array(specialDay).max(2000).describe('Holidays and other days that differ, by date.'),
})

export const hours = defineContract({
  getHours: {
    method: 'GET',
    path: '/api/hours',
    summary: 'The workspace’s calendar: business hours and special days.',
    access: 'signed-in',
    output: calendar.extend({
      configured: z.boolean().describe('false: nobody has set it yet; Monday to Friday, nine to six, holds.'),
    }),
  },
  saveHours: {
    method: 'PUT',
    path: '/api/hours',
    summary: 'Replaces the workspace’s calendar. What was measured before stays as it was measured.',
    access: { permission: 'settings.write' },
    body: calendar.extend({ timeZone: line(60) }),
    output: calendar.extend({ configured: z.boolean() }),
  },
})
