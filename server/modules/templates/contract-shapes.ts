import { z } from 'zod'
import { inBoth } from '../../kernel/contract.ts'
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
  missing: z
    .array(z.object({ name: z.string(), title: inBoth }))
    .describe('Values without which the answer can’t be sent.'),
  troubles: z.array(trouble),
})
export type Preview = z.infer<typeof preview>
