import { z } from 'zod'

/** What a variable gives; it decides how its value is written, and which filters it takes. */
export const variableKind = z.enum(['text', 'number', 'moment', 'day'])
export type VariableKind = z.infer<typeof variableKind>

/** What may be wrong with a text that names variables. */
export const troubleCode = z.enum([
  'unclosed',
  'unopened',
  'no-name',
  'unknown-variable',
  'unknown-filter',
  'wrong-kind',
  'wrong-argument',
  'wrong-fall-back',
  'may-be-empty',
])
export type TroubleCode = z.infer<typeof troubleCode>

/** A piece of a text in which values were put. */
export const textPart = z.object({
  text: z.string().describe('As it is sent; where a value is missing, the placeholder as it was written.'),
  variable: z.string().nullable().describe('Whose value it is; null for words of the text itself.'),
  missing: z.boolean(),
})
export type TextPart = z.infer<typeof textPart>
