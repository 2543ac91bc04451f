import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { attributeRows, type AttributeRow } from './queries/attributes.ts'

/** Custom attributes of one customer. */
export type Attributes = Record<string, string | number | boolean>

const MOST = 100

/**
 * Throws `invalid` for a value that does not fit its definition, and for more attributes than a customer may have.
 * A key without a definition takes any value: shops and imports bring their own.
 */
export const checkAttributes = async (db: Db, attributes: Attributes): Promise<void> => {
  const keys = Object.keys(attributes)
  if (keys.length === 0) return
  if (keys.length > MOST) throw invalid('customers.attributes', `A customer has at most ${MOST} attributes.`)
  const definitions = new Map((await attributeRows(db)).map((row) => [row.key, row]))
  const fields = Object.entries(attributes).flatMap(([key, value]) => {
    const definition = definitions.get(key)
    const problem = definition && problemOf(definition, value)
    return problem ? [{ path: `body.attributes.${key}`, message: problem }] : []
  })
  const [first] = fields
  if (first) throw invalid('customers.attributes', `Check ${first.path}: ${first.message}.`, { fields })
}

const problemOf = (definition: AttributeRow, value: Attributes[string]): string | undefined => {
  const { label, type, choices } = definition
  if (type === 'number') return typeof value === 'number' ? undefined : `“${label}” is a number`
  if (type === 'boolean')
    return typeof value === 'boolean' ? undefined : `“${label}” is yes or no (true or false)`
  if (typeof value !== 'string') return `“${label}” is a text`
  if (type === 'date') return isDay(value) ? undefined : `“${label}” is a day, like 2026-11-20`
  if (type === 'choice')
    return choices.includes(value) ? undefined : `“${label}” is one of: ${choices.join(', ')}`
  return undefined
}

/** A day of the calendar: neither 2026-99-99 nor 2026-02-30. */
const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`).getTime() : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
