import { z } from 'zod'
import { defineContract, id } from '../../kernel/contract.ts'

/** What a person may be told of, what concerns them most first. */
export const happening = z.enum([
  'mentioned',
  'approval',
  'approved',
  'assigned',
  'returned',
  'replied',
  'team',
])
export type Happening = z.infer<typeof happening>

const happenings = z
  .array(happening)
  .max(20)
  .transform((all) => [...new Set(all)])

export const notificationSettings = z.object({
  desktop: z.array(happening).describe('These show a notice on the desktop.'),
  sound: z.array(happening).describe('These make a sound.'),
})
export type NotificationSettings = z.infer<typeof notificationSettings>

/** What is pushed to the screens of the person whom something concerns. */
export const notice = z.object({
  id: z.string().describe('The same on every screen of the person.'),
  happening,
  conversationId: id,
  number: z.number().int(),
  subject: z.string(),
  customer: z.string(),
  by: z.string().nullable().describe('Who did it, where it was a colleague.'),
  text: z.string().describe('First words of what was said.'),
  desktop: z.boolean(),
  sound: z.boolean(),
})
export type Notice = z.infer<typeof notice>

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
    summary: 'Settles what the caller wants to be told of.',
    access: 'signed-in',
    body: z.object({ desktop: happenings, sound: happenings }),
    output: notificationSettings,
  },
})
