import { z } from 'zod'
import { defineContract, empty, id, inBoth, moment, pageOf, pageQuery } from '../../kernel/contract.ts'

const minute = z.number().int().min(0).max(1439)

export const preferences = z.object({
  quiet: z
    .object({ kind: z.enum(['none', 'hours', 'calendar']), from: minute, to: minute })
    .refine(({ kind, from, to }) => kind !== 'hours' || from !== to, 'Choose two different times.')
    .describe(
      'When nothing is pushed or mailed: never, between two times of the day in the person’s zone (minutes from midnight), or outside of the hours of their teams’ calendars.',
    ),
  mails: z.enum(['each', 'hourly', 'daily']).describe('Soon, or together every hour or once a day.'),
  mailsAt: minute.describe('When mail comes once a day.'),
  pushWords: z.boolean().describe('Names, subjects and words of customers may stand in what is pushed.'),
  mailWords: z.boolean().describe('The same of mail.'),
})

export const device = z.object({
  id,
  name: z.string(),
  current: z.boolean().describe('The browser from which it is asked.'),
  createdAt: moment,
  sentAt: moment.nullable().describe('When it was sent something last.'),
  problem: inBoth.nullable().describe('Why the last one did not arrive.'),
})
export type Device = z.infer<typeof device>

const state = z.enum(['waiting', 'sent', 'failed', 'skipped'])

export const sending = z.object({
  way: z.enum(['push', 'mail']),
  state,
  reason: z
    .enum(['not-allowed', 'read', 'not-ready', 'quiet', 'looking', 'rate', 'refused', 'unreachable'])
    .nullable()
    .describe('Why it was not sent, or not yet.'),
  detail: inBoth.nullable().describe('What the other side said.'),
  at: moment.nullable().describe('When that was settled.'),
  dueAt: moment.describe('When it is looked at, while it waits.'),
  devices: z.number().int().nullable().describe('To how many devices it was pushed.'),
})
export type Sending = z.infer<typeof sending>

export const telling = z.object({
  id,
  at: moment,
  happening: z.string(),
  title: z.string(),
  conversation: z.object({ id, number: z.number().int(), subject: z.string() }).nullable(),
  href: z.string(),
  count: z.number().int(),
  why: z
    .enum(['person', 'holder', 'group', 'groups', 'permitted', 'test'])
    .describe(
      'Named in it, holds it, by a team, by the teams of the inbox, by a permission, or asked for as a test.',
    ),
  ways: z.array(z.string()).describe('Ways that were chosen then.'),
  sendings: z.array(sending).describe('What became of those that lead out of the app.'),
})
export type TellingShown = z.infer<typeof telling>

const tellings = pageOf(telling)

export const outward = defineContract({
  saveNotificationPreferences: {
    method: 'PUT',
    path: '/api/me/notification-preferences',
    summary: 'Settles when and how the caller is told outside of the app.',
    access: 'signed-in',
    body: preferences,
    output: preferences,
  },
  getPushKey: {
    method: 'GET',
    path: '/api/me/push-key',
    summary: 'With what a browser subscribes at its push service, base64url.',
    access: 'signed-in',
    transaction: false,
    output: z.object({ publicKey: z.string() }),
  },
  listPushDevices: {
    method: 'GET',
    path: '/api/me/push-devices',
    summary: 'Browsers of the caller that are sent what they want pushed.',
    access: 'signed-in',
    output: z.array(device),
  },
  keepPushDevice: {
    method: 'POST',
    path: '/api/me/push-devices',
    summary: 'Makes the browser known in which the caller is signed in; it is forgotten with the session.',
    access: 'signed-in',
    perMinute: 20,
    status: 201,
    body: z.object({
      endpoint: z.string().min(1).max(2048),
      keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
    }),
    output: device,
  },
  removePushDevice: {
    method: 'DELETE',
    path: '/api/me/push-devices/:deviceId',
    summary: 'Sends nothing to a device any more.',
    access: 'signed-in',
    params: z.object({ deviceId: id }),
    output: empty,
  },
  testNotification: {
    method: 'POST',
    path: '/api/me/notifications/test',
    summary: 'Tells the caller something in one way at once, and says what came of it.',
    access: 'signed-in',
    perMinute: 6,
    transaction: false,
    body: z.object({ way: z.enum(['app', 'push', 'mail']) }),
    output: z.object({
      state,
      reason: sending.shape.reason,
      detail: inBoth.nullable(),
      devices: z.number().int().nullable(),
    }),
  },
  listTellings: {
    method: 'GET',
    path: '/api/me/tellings',
    summary: 'What the caller was told, in which ways, why, and what became of it; newest first.',
    access: 'signed-in',
    query: pageQuery,
    output: tellings,
  },
  listAgentTellings: {
    method: 'GET',
    path: '/api/agents/:agentId/tellings',
    summary: 'The same of somebody else, as far as it is in the caller’s sight.',
    access: { permission: 'people.write' },
    params: z.object({ agentId: id }),
    query: pageQuery,
    output: tellings,
  },
})
