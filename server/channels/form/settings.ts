import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { acknowledgement, type InboxAccount } from '../channel.ts'
import { defaultFields } from './default-fields.ts'
import { fields, inWords } from './fields.ts'

const attachments = z
  .object({
    largestMegabytes: z.number().int().min(1).max(200).default(10),
    most: z.number().int().min(1).max(10).default(5).describe('Most files of one inquiry.'),
  })
  .prefault({})

const protection = z
  .object({
    difficulty: z
      .number()
      .int()
      .min(0)
      .max(22)
      .default(15)
      .describe(
        'Work that the visitor’s browser does in the background, in bits: each one more doubles it. 15 takes a phone under a second; 0 switches it off.',
      ),
    minimumSeconds: z
      .number()
      .int()
      .min(0)
      .max(60)
      .default(3)
      .describe('Nobody fills the form in less than this.'),
    withoutScript: z.boolean().default(true).describe('Browsers without JavaScript may send, a few an hour.'),
    perSenderAnHour: z
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(5)
      .describe('Most inquiries for one mail address.'),
    perVisitorAnHour: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(30)
      .describe('Most inquiries from one internet address; an office shares one.'),
    withoutScriptAnHour: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(30)
      .describe('Most inquiries of browsers without JavaScript, all of them together.'),
  })
  .prefault({})

/** What an owner sets for a form; everything has a default that works. One inbox is one form. */
export const settings = z.object({
  languages: z
    .array(z.enum(['ja', 'en']))
    .min(1)
    .max(2)
    .default(['ja', 'en'])
    .describe('Languages of the page; visitors who want none of them get the brand’s.'),
  title: inWords(100).default({ ja: 'お問い合わせ', en: 'Contact us' }),
  introduction: inWords(3000).default({
    ja: 'ご質問・ご要望をお聞かせください。内容を確認のうえ、担当者よりメールでご返信いたします。',
    en: 'Tell us how we can help. Someone from our team will reply by email.',
  }),
  thanks: inWords(3000).default({
    ja: 'お問い合わせいただき、ありがとうございます。内容を確認のうえ、担当者よりメールでご返信いたします。',
    en: 'Thank you for writing to us. Someone from our team will reply by email.',
  }),
  fields: fields.prefault(defaultFields),
  attachments,
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional()
    .describe('The brand’s when left out.'),
  theme: z
    .enum(['light', 'dark', 'auto'])
    .default('light')
    .describe('auto follows the visitor’s system; inside another page it is light.'),
  protection,
  acknowledge: acknowledgement(true),
  mailInboxId: z
    .guid()
    .optional()
    .describe('Mail inbox for answers and receipts; one of the same brand when left out.'),
})
export type FormSettings = z.infer<typeof settings>

/** `signing` seals what a page carries, and is made by itself. */
export const secrets = z
  .object({
    signing: z
      .string()
      .min(32)
      .max(100)
      .optional()
      .describe('Made by itself. Removing it makes open pages start anew.'),
  })
  .transform((given) => ({ signing: given.signing ?? randomBytes(32).toString('base64url') }))
export type FormSecrets = z.infer<typeof secrets>

/** A form. */
export type FormInbox = InboxAccount<FormSettings, FormSecrets>

const read = new WeakMap<object, FormSettings>()

/** An inbox as the rooms hand it over, its settings filled up with defaults that came after it was saved. */
export const formInbox = (inbox: InboxAccount): FormInbox => {
  const kept = (inbox.settings ?? {}) as object
  let filled = read.get(kept)
  if (!filled) {
    filled = settings.parse(kept)
    read.set(kept, filled)
  }
  return { ...inbox, settings: filled, secrets: inbox.secrets as FormSecrets }
}
