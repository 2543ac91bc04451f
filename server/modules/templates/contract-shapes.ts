import { z } from 'zod'
import { id, inBoth, line, moment } from '../../kernel/contract.ts'
import { textPart, troubleCode, variableKind } from '../../kernel/contract-variables.ts'

export const variable = z.object({
  name: z.string(),
  about: z.string().describe('What it is a property of.'),
  title: inBoth,
  kind: variableKind,
  always: z.boolean().describe('It is never missing, so that it needs no fall-back.'),
})

export const filter = z.object({
  name: z.string(),
  title: inBoth,
  takes: z.array(variableKind),
  argument: z.string().nullable().describe('An example of what stands behind its colon; null: nothing does.'),
})

/** A language as a customer’s is kept: `ja`, `en`, `zh-TW`, `zh-Hant`. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/)

export const trouble = z.object({
  code: troubleCode.describe('All but `may-be-empty` keep the text from being saved.'),
  line: z.number().int(),
  column: z.number().int().describe('In characters, like the line counted from one.'),
  what: z.string().describe('What stands there.'),
})

/** Longest text of an answer. */
export const LONGEST_BODY = 20_000
export const body = z.string().min(1).max(LONGEST_BODY)

export const preview = z.object({
  language: z.string(),
  text: z.string().describe('Where a value is missing, the placeholder stands as it was written.'),
  parts: z.array(textPart),
  complete: z.boolean().describe('Nothing is missing and nothing is wrong: it can be sent.'),
  missing: z
    .array(z.object({ name: z.string(), title: inBoth }))
    .describe('Variables without a value and without a fall-back.'),
  troubles: z.array(trouble),
})
export type Preview = z.infer<typeof preview>

const variant = z.object({ language: languageTag, body })
export type Variant = z.infer<typeof variant>

/** What an answer is for: to answer, or to refuse somebody who harasses. */
export const purpose = z
  .enum(['answer', 'refusal'])
  .describe('`refusal`: may be sent to customers whose contact is limited, and is offered there.')
export type Purpose = z.infer<typeof purpose>

/** What people set of an answer beside what it says. */
const settings = {
  title: line(200),
  purpose,
  folder: z.string().max(100).describe('Empty: none.'),
  shortcut: z
    .string()
    .regex(/^\S{1,40}$/)
    .nullable()
    .describe('Typed to find it; no two answers have the same.'),
  teamIds: z.array(id).max(200).nullable().describe('Whom it is for; null: everybody.'),
  expiresOn: z.iso.date().nullable().describe('The last day on which it is used.'),
}

const variants = z
  .array(variant)
  .min(1)
  .max(20)
  .describe('What it says, by language; the first one where no other fits.')

export const newTemplate = z.object({
  title: settings.title,
  purpose: settings.purpose.default('answer'),
  folder: settings.folder.default(''),
  shortcut: settings.shortcut.default(null),
  teamIds: settings.teamIds.default(null),
  expiresOn: settings.expiresOn.default(null),
  variants,
})
export type NewTemplate = z.infer<typeof newTemplate>

/** The revision of an answer that was looked at; a conflict where it is another one by now. */
export const seen = z.object({ revision: z.number().int() })

export const templateChange = z
  .object({ ...settings, ownerId: id, variants })
  .partial()
  .extend(seen.shape)
export type TemplateChange = z.infer<typeof templateChange>

const success = z
  .object({ measured: z.number().int(), returned: z.number().int() })
  .nullable()
  .describe(
    'Of uses that were sent: how many were looked at, a week later, and after how many of them the customer had written again within seven days, in any conversation. Null: none was looked at.',
  )

export const templateLine = z.object({
  id,
  ...settings,
  title: z.string(),
  shortcut: z.string().nullable(),
  ownerId: id,
  status: z
    .enum(['draft', 'approved', 'changed'])
    .describe('Nothing is approved; the newest version is; an older one is, and a newer one waits.'),
  usable: z.boolean().describe('A version is approved, and it is neither expired nor put away.'),
  revision: z.number().int().describe('Grows with every change; to be sent back with one.'),
  uses: z.number().int(),
  success,
  lastUsedAt: moment.nullable(),
  createdAt: moment,
  updatedAt: moment,
  archivedAt: moment.nullable(),
  mayChange: z.boolean(),
})

export const listedTemplate = templateLine.extend({
  languages: z.array(z.string()),
  excerpt: z.string().describe('The beginning of what it says.'),
})

export const templateVersion = z.object({
  number: z.number().int(),
  variants: z.array(z.object({ language: z.string(), body: z.string() })),
  savedBy: id,
  savedAt: moment,
  restoredFrom: z.number().int().nullable().describe('The version that was saved again as this one.'),
  approvedBy: id.nullable(),
  approvedAt: moment.nullable(),
  success,
})
export type TemplateVersion = z.infer<typeof templateVersion>

export const template = templateLine.extend({
  approved: templateVersion.nullable().describe('What is used.'),
  draft: templateVersion
    .nullable()
    .describe('What waits to be approved; null where nothing does, and for those who may not change it.'),
})
export type Template = z.infer<typeof template>

export const savedTemplate = template.extend({
  warnings: z.array(trouble.extend({ language: z.string() })).describe('Values that may be missing.'),
})
export type SavedTemplate = z.infer<typeof savedTemplate>

const counted = z.object({ name: z.string(), count: z.number().int() })

export const shelves = z.object({
  folders: z.array(counted).describe('Of what is not put away, in their order; an empty name: in none.'),
  languages: z.array(counted),
  waiting: z.number().int().describe('How many wait to be approved, of those whose drafts the caller sees.'),
  expired: z.number().int(),
  archived: z.number().int(),
})
export type Shelves = z.infer<typeof shelves>
