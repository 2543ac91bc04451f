import type { z } from 'zod'
import { invalid } from '../../kernel/errors.ts'
import { refusePlaceholders } from '../../kernel/variables/index.ts'

type Loose = Record<string, unknown>

/** Puts a change over what is kept: a null goes back to the default, what is left out stays. */
export const changed = (kept: Loose, change: Loose): Loose =>
  Object.fromEntries(Object.entries({ ...kept, ...change }).filter(([, value]) => value !== null))

/** What people want of an island's settings. Throws `invalid` where a text names a variable: receipts and pages fill none in. */
export const wantedSettings = (wanted: Loose): Loose => {
  refusePlaceholders(JSON.stringify(wanted))
  return wanted
}

/** Settings or secrets in the shape of their island, defaults filled in. Throws `invalid` that names every wrong field. */
export const readShape = (schema: z.ZodType, value: Loose, where: 'settings' | 'secrets'): Loose => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data as Loose
  const fields = parsed.error.issues.slice(0, 20).map((issue) => ({
    path: ['body', where, ...issue.path].join('.'),
    message: issue.message,
  }))
  const [first] = fields
  throw invalid('inboxes.settings', `Check ${first?.path ?? where}: ${first?.message ?? 'not allowed'}.`, {
    fields,
  })
}
