import { z } from 'zod'

/** Kind of a question for a mail address, and of the address that is given. */
export const EMAIL = 'email' // not-a-channel: the kind of an address, whichever channel it comes by

/** A text in both languages; one may be left out, then the other stands in. */
export const inWords = (longest: number) =>
  z
    .object({
      ja: z.string().trim().max(longest).default(''),
      en: z.string().trim().max(longest).default(''),
    })
    .refine(({ ja, en }) => ja !== '' || en !== '', 'Write it in at least one language.')

const kind = z.enum([
  'text',
  'textarea',
  'choice',
  EMAIL,
  'phone',
  'order-number',
  'attachment',
  'checkbox',
  'date',
])

const choice = z.object({
  value: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,60}$/)
    .describe('What is kept; letters, digits, - and _.'),
  label: inWords(200),
  tags: z.array(z.string().trim().min(1).max(60)).max(10).default([]).describe('Tags of the conversation.'),
  inboxId: z.guid().optional().describe('Inbox of this workspace that takes the conversation instead.'),
  priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
})

const showWhen = z.object({
  field: z.string().describe('Key of a choice or checkbox further up.'),
  equals: z.array(z.string()).min(1).max(50).describe('Values of it; a ticked checkbox has the value yes.'),
})

/** One question of a form. */
export const field = z.object({
  key: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9_-]{0,39}$/)
    .describe(
      'name, subject and message have a meaning: who writes, the subject line, and the words that come first.',
    ),
  kind,
  label: inWords(200),
  help: inWords(500).optional(),
  required: z.boolean().default(false),
  maxLength: z.number().int().min(1).max(20_000).optional().describe('Of texts, in characters.'),
  choices: z.array(choice).max(50).default([]),
  showWhen: showWhen.optional(),
  languages: z
    .array(z.enum(['ja', 'en']))
    .min(1)
    .optional()
    .describe('Pages on which it is asked; all when left out.'),
})

/** One question of a form. */
export type Field = z.infer<typeof field>
/** One answer to choose. */
export type Choice = Field['choices'][number]

/** What a ticked checkbox sends. */
export const TICKED = 'yes'

const LONGEST: Record<Field['kind'], number> = {
  text: 200,
  textarea: 5000,
  choice: 60,
  email: 254,
  phone: 40,
  'order-number': 60,
  attachment: 0,
  checkbox: 3,
  date: 10,
}

/** Most characters of an answer. */
export const longestOf = ({ kind: of, maxLength }: Field): number =>
  of === 'text' || of === 'textarea' ? (maxLength ?? LONGEST[of]) : LONGEST[of]

const problemOf = (one: Field, before: readonly Field[]): string | undefined => {
  if (before.some(({ key }) => key === one.key)) return `There are two fields with the key ${one.key}.`
  if (one.kind === 'choice' && one.choices.length === 0) return 'A choice needs something to choose from.'
  if (one.kind !== 'choice' && one.choices.length > 0) return 'Only fields of the kind choice have choices.'
  const values = one.choices.map(({ value }) => value)
  if (new Set(values).size < values.length) return 'Two choices have the same value.'
  if (!one.showWhen) return undefined
  const { field: key, equals } = one.showWhen
  const asked = before.find((other) => other.key === key)
  if (!asked) return `showWhen names ${key}, which is no field further up.`
  if (asked.kind !== 'choice' && asked.kind !== 'checkbox')
    return `showWhen can only look at a choice or a checkbox; ${key} is neither.`
  const known = asked.kind === 'choice' ? asked.choices.map(({ value }) => value) : [TICKED]
  const unknown = equals.find((value) => !known.includes(value))
  return unknown === undefined ? undefined : `${key} has no choice ${unknown}.`
}

/** The fields of a form, checked against each other. */
export const fields = z
  .array(field)
  .min(1)
  .max(30)
  .superRefine((all, context) => {
    all.forEach((one, at) => {
      const message = problemOf(one, all.slice(0, at))
      if (message) context.addIssue({ code: 'custom', path: [at], message })
    })
    // The answer goes there by mail: without an address nobody could be answered.
    const sender = senderField(all)
    if (!sender || !sender.required || sender.showWhen || sender.languages)
      context.addIssue({
        code: 'custom',
        path: [],
        message:
          'The first field of the kind email is where answers go: it has to be required, always shown.',
      })
  })

/** The question for the address that answers go to. */
export const senderField = (all: readonly Field[]): Field | undefined =>
  all.find(({ kind: of }) => of === EMAIL)

/** The question whose words come first: the one with the key `message`, else the first large text. */
export const messageField = (all: readonly Field[]): Field | undefined =>
  all.find(({ key }) => key === 'message') ?? all.find(({ kind: of }) => of === 'textarea')
