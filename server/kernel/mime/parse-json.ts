import { invalid } from '../errors.ts'

const NUL = '\\u0000'

/**
 * Parses JSON that somebody sent. What PostgreSQL can't store is met here once: NUL characters are refused, halves of
 * characters become U+FFFD. Throws `invalid`, and a SyntaxError for what is no JSON.
 */
export const parseJson = (text: string): unknown => {
  if (text.length === 0) return undefined
  if (text.includes(NUL) && hasNul(JSON.parse(text)))
    throw invalid('kernel.bad-characters', 'The body has a NUL character, which can’t be stored. Remove it.')
  return JSON.parse(text, tidy)
}

const tidy = (key: string, value: unknown): unknown => {
  if (key === '__proto__') return undefined
  return typeof value === 'string' ? value.toWellFormed() : value
}

const hasNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\0')
  if (Array.isArray(value)) return value.some(hasNul)
  if (value && typeof value === 'object')
    return Object.entries(value).some(([key, inner]) => key.includes('\0') || hasNul(inner))
  return false
}
