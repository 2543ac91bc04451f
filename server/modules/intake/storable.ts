/**
 * The same value as PostgreSQL can keep it: no NUL characters, no halves of characters, in whichever text they stand. A
 * message that has one loses only that. Bytes and moments stay as they are.
 */
export const storable = <Value>(value: Value): Value => withTidyTexts(value) as Value

const withTidyTexts = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(withTidyTexts)
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value) || value instanceof Date)
    return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [withTidyTexts(key), withTidyTexts(inner)]),
  )
}
