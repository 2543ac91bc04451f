import { deepEqual } from '@tanstack/react-router'
import type { ApiProblem } from '../../api/problem.ts'

/** Those of the touched fields that differ from what is kept. */
export function changesOver<T extends object>(saved: T, touched: Partial<T>): Partial<T> {
  const differs = ([key, value]: [string, unknown]) => !deepEqual(value, saved[key as keyof T])
  return Object.fromEntries(Object.entries(touched).filter(differs)) as Partial<T>
}

/** What a problem document says of single fields, by their path in the body: `name`, `settings.smtp.host`. */
export const errorsByField = ({ fields }: Pick<ApiProblem, 'fields'>): Record<string, string> =>
  Object.fromEntries(fields.map(({ path, message }) => [path.replace(/^body\./, ''), message]))
