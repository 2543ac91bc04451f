import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { acknowledgement, type InboxAccount } from '../channel.ts'
import { texts } from './words.ts'

const inTwoLanguages = (longest: number, ja: string, en: string) =>
  z.object({ ja: z.string().max(longest).default(ja), en: z.string().max(longest).default(en) }).prefault({})

const asked = z.enum(['off', 'optional', 'required'])

/** What an owner sets for a chat inbox; everything has a default that works. */
export const settings = z.object({
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional()
    .describe('Colour of the launcher and of the visitor’s messages; the brand’s when left out.'),
  theme: z.enum(['light', 'dark', 'auto']).default('light').describe('auto follows the visitor’s system.'),
  position: z.enum(['right', 'left']).default('right').describe('Corner of the launcher.'),
  distance: z
    .object({
      side: z.number().int().min(0).max(200).default(20),
      bottom: z.number().int().min(0).max(200).default(20),
    })
    .prefault({})
    .describe('Pixels between the launcher and the edges of the page.'),
  language: z
    .enum(['auto', 'ja', 'en'])
    .default('auto')
    .describe('auto follows the page, then the visitor’s browser.'),
  title: inTwoLanguages(60, texts.title.ja, texts.title.en).describe('Heading of the window.'),
  opening: inTwoLanguages(1000, texts.opening.ja, texts.opening.en).describe(
    'First text that a visitor sees.',
  ),
  hours: inTwoLanguages(500, '', '').describe(
    'When somebody answers, in words; shown below the opening text.',
  ),
  closedNote: z
    .boolean()
    .default(false)
    .describe(
      'Outside of open hours the window says when somebody is there again, by the calendar of the inbox.',
    ),
  askName: asked.default('optional').describe('Whether visitors are asked for their name.'),
  askEmail: asked.default('optional').describe('Whether visitors are asked for their mail address.'),
  attachments: z.boolean().default(true),
  largestMegabytes: z.number().int().min(1).max(200).default(10),
  sound: z.boolean().default(false).describe('A sound with each answer, unless the visitor switches it off.'),
  mailReplies: z
    .boolean()
    .default(true)
    .describe('Answers go to the visitor’s mail address when the visitor has left.'),
  mailInboxId: z
    .guid()
    .optional()
    .describe('Mail inbox for those answers; one of the same brand when left out.'),
  signedOnly: z.boolean().default(false).describe('Only visitors whom the shop signed in may write.'),
  origins: z
    .array(z.string().regex(/^https?:\/\/[^\s/?#]+$/i, 'An origin looks like https://shop.example.'))
    .max(100)
    .default([])
    .describe('Origins of the pages that may show the chat; all when empty.'),
  acknowledge: acknowledgement(false),
  messagesPerMinute: z.number().int().min(1).max(600).default(30).describe('Most messages of one visitor.'),
})
export type ChatSettings = z.infer<typeof settings>

/** `session` signs what visitors' browsers keep and is made by itself; `identity` is shared with the shop's back end. */
export const secrets = z
  .object({
    identity: z
      .string()
      .min(16)
      .max(500)
      .optional()
      .describe('Secret with which the shop’s back end signs its visitors (HMAC-SHA256 or JWT HS256).'),
    session: z
      .string()
      .min(32)
      .max(100)
      .optional()
      .describe('Made by itself. Removing it ends every visitor’s chat.'),
  })
  .transform((given) => ({ ...given, session: given.session ?? randomBytes(32).toString('base64url') }))
export type ChatSecrets = z.infer<typeof secrets>

/** A chat inbox. */
export type ChatInbox = InboxAccount<ChatSettings, ChatSecrets>

const read = new WeakMap<object, ChatSettings>()

/** An inbox as the rooms hand it over, its settings filled up with defaults that came after it was saved. */
export const chatInbox = (inbox: InboxAccount): ChatInbox => {
  const kept = (inbox.settings ?? {}) as object
  let filled = read.get(kept)
  if (!filled) {
    filled = settings.parse(kept)
    read.set(kept, filled)
  }
  return { ...inbox, settings: filled, secrets: inbox.secrets as ChatSecrets }
}
