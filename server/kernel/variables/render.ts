import type { TextPart } from '../contract-variables.ts'
import type { Compiled, Hole } from './compile.ts'
import { fitting, plainly, type Reader, type Value } from './filters.ts'

/** A text with its values. */
export interface Rendered {
  /** Where a value is missing, the placeholder stands as it was written. */
  text: string
  parts: TextPart[]
  /** Names of the variables that are missing, each once. */
  missing: string[]
}

const written = ({ variable, filters }: Hole, value: Value, reader: Reader): string => {
  const [first, ...rest] = filters
  if (!first) return plainly(variable.kind, value, reader)
  return rest.reduce(
    (text, { filter, argument }) => filter.write(text, reader, argument),
    first.filter.write(value, reader, first.argument),
  )
}

/** Puts values into a text, each as it is: what looks like a placeholder in a value is none. */
export const renderText = (
  { parts }: Compiled,
  valueOf: (name: string) => unknown,
  reader: Reader,
): Rendered => {
  const made = parts.map((part): TextPart => {
    if (typeof part === 'string') return { text: part, variable: null, missing: false }
    const { name: variable, kind } = part.variable
    const value = fitting(kind, valueOf(variable))
    if (value !== null) return { text: written(part, value, reader), variable, missing: false }
    const { fallBack } = part
    return fallBack === undefined
      ? { text: part.source, variable, missing: true }
      : { text: fallBack, variable, missing: false }
  })
  return {
    text: made.map(({ text }) => text).join(''),
    parts: made,
    missing: [...new Set(made.flatMap(({ variable, missing }) => (missing && variable ? [variable] : [])))],
  }
}
