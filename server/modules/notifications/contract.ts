import { z } from 'zod'
import { defineContract, id, inBoth, moment, pageOf, pageQuery } from '../../kernel/contract.ts'
import { preferences } from './contract-outward.ts'

/** What leads out of the app: devices, mail, and what became of it. */
export { outward } from './contract-outward.ts'

/** Ways in which a person may be told. */
export const way = z.enum(['app', 'desktop', 'sound', 'push', 'mail'])

const ways = z
  .array(way)
  .max(10)
  .transform((all) => [...new Set(all)])

export const choice = z.object({
  happening: z.string(),
  title: inBoth,
  ways: z
    .array(way)
    .describe('How the person is told: under the bell, on the desktop of an open screen, by a sound.'),
  usual: z.array(way).describe('How it is until they choose.'),
})
export type Choice = z.infer<typeof choice>

export const notificationSettings = z.object({
  choices: z.array(choice).describe('Everything that people may be told of, what concerns them most first.'),
  preferences,
  mailReady: z.boolean().describe('The workspace can send mail to the caller’s address.'),
})
export type NotificationSettings = z.infer<typeof notificationSettings>

/** What somebody was told, in their language. */
const told = {
  id: z.string().describe('Of the newest that it stands for: another one when more was told.'),
  happening: z.string(),
  title: z.string().describe('What happened.'),
  conversation: z.object({ id, number: z.number().int(), subject: z.string() }).nullable(),
  text: z.string().describe('First words of what was said.'),
  href: z.string().describe('Where it leads, in the app.'),
  count: z.number().int().describe('How often it happened, or with how many.'),
}

/** A row under the bell. */
export const notice = z.object({ ...told, at: moment, read: z.boolean() })
export type Notice = z.infer<typeof notice>

/** What is pushed to the screens of the person whom something concerns. */
export const pushed = z.object({
  ...told,
  desktop: z.boolean(),
  sound: z.boolean(),
  push: z.boolean().describe('It is pushed to their devices, too, unless they look at the app.'),
  unread: z.number().int(),
})

const unread = z.number().int().describe('Rows that were not read, 100 at most: more are not counted.')

export const notifications = defineContract({
  getNotificationSettings: {
    method: 'GET',
    path: '/api/me/notifications',
    summary: 'What the caller wants to be told of, and how.',
    access: 'signed-in',
    output: notificationSettings,
  },
  saveNotificationSettings: {
    method: 'PUT',
    path: '/api/me/notifications',
    summary: 'Settles how the caller wants to be told of some things; of others nothing changes.',
    access: 'signed-in',
    body: z.object({ ways: z.record(z.string().max(100), ways) }),
    output: notificationSettings.pick({ choices: true }),
  },
  listNotices: {
    method: 'GET',
    path: '/api/me/notices',
    summary: 'What the caller was told, newest first: one row for each conversation.',
    access: 'signed-in',
    query: pageQuery.extend({ unread: z.stringbool().optional().describe('true: only what was not read.') }),
    output: pageOf(notice),
  },
  countNotices: {
    method: 'GET',
    path: '/api/me/notices/count',
    summary: 'How many rows the caller has not read.',
    access: 'signed-in',
    output: z.object({ unread }),
  },
  markNotices: {
    method: 'POST',
    path: '/api/me/notices/read',
    summary:
      'Marks rows as read or unread: some, those of a conversation, or all up to the newest that was seen.',
    access: 'signed-in',
    body: z.object({
      ids: z.array(id).max(200).optional(),
      conversationId: id.optional(),
      upTo: id.optional().describe('All up to this one.'),
      read: z.boolean().default(true),
    }),
    output: z.object({
      ids: z.array(id).describe('Rows that were otherwise before, 1,000 at most.'),
      unread,
    }),
  },
})
export type Pushed = z.infer<typeof pushed>
