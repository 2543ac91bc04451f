import type { Action } from '../../../api/reads/macros.ts'

/** What the fields of an action hold, by their paths. What is left out is nothing. */
export type Values = Record<string, unknown>

interface Property {
  type?: string
  default?: unknown
}

const propertyOf = (action: Pick<Action, 'schema'>, path: string): Property =>
  ((action.schema['properties'] ?? {}) as Record<string, Property>)[path] ?? {}

/** Whether a field takes a number. */
export const isNumber = (action: Pick<Action, 'schema'>, path: string): boolean =>
  ['integer', 'number'].includes(propertyOf(action, path).type ?? '')

/** The number that was typed, in digits of any width; undefined where there is none: the field is empty. */
export function numberIn(typed: string): number | undefined {
  const digits = typed.normalize('NFKC').replace(/\D/g, '')
  return digits === '' ? undefined : Number(digits)
}

/** What the fields of an action hold before anybody has chosen. */
export const firstFields = (action: Pick<Action, 'schema' | 'fields'>): Values =>
  Object.fromEntries(
    action.fields.flatMap(({ path, as, choices }) => {
      const { default: given } = propertyOf(action, path)
      if (given !== undefined) return [[path, given]]
      if (as === 'several') return [[path, []]]
      if (isNumber(action, path)) return []
      const [first] = Object.keys(choices ?? {})
      return [[path, first ?? '']]
    }),
  )
