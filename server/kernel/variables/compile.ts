import type { TroubleCode, VariableKind } from '../contract-variables.ts'
import { FILTERS, type Filter } from './filters.ts'
import { parseText, troublesOf, type Trouble } from './parse.ts'
import type { Variable } from './variable.ts'

/** A place in a text where a value is put. */
export interface Hole {
  source: string
  variable: Variable
  filters: { filter: Filter; argument: string }[]
  fallBack: string | undefined
}

/** A text made ready; placeholders of which something is wrong stand in it as words. */
export interface Compiled {
  parts: (string | Hole)[]
  /** The first of them, in the order of the text; all but `may-be-empty` are errors. */
  troubles: Trouble[]
}

/** What is wrong with a placeholder. */
class Wrong {
  readonly code: TroubleCode
  readonly what: string
  constructor(code: TroubleCode, what: string) {
    this.code = code
    this.what = what
  }
}

/** Structure is typed on Japanese keyboards, too; a fall-back stays as it was written. */
const halfWide = (text: string): string => text.normalize('NFKC').trim()

const nameOf = (inner: string): string => halfWide(inner.split(/[|｜]/, 1)[0] as string)

/** Quotes around a fall-back, as other help desks want them, are no part of it. */
const unquoted = (text: string): string => /^(?:"([^"]*)"|'([^']*)')$/.exec(text)?.slice(1).join('') ?? text

const readStep = (step: string): { name: string; argument: string } => {
  const colon = step.search(/[:：]/)
  return {
    name: halfWide(colon < 0 ? step : step.slice(0, colon)).toLowerCase(),
    argument: colon < 0 ? '' : step.slice(colon + 1).trim(),
  }
}

const filterStep = (kind: VariableKind, { name, argument }: ReturnType<typeof readStep>) => {
  const filter = FILTERS.find((one) => one.name === name)
  if (!filter) return new Wrong('unknown-filter', name)
  if (!filter.takes.includes(kind)) return new Wrong('wrong-kind', name)
  const wanted = halfWide(argument).toUpperCase()
  const fits = filter.argument ? filter.argument.fits(wanted) : wanted === ''
  return fits ? { filter, argument: wanted } : new Wrong('wrong-argument', name)
}

const compileHole = (source: string, inner: string, known: ReadonlyMap<string, Variable>): Hole | Wrong => {
  const [, ...steps] = inner.split(/[|｜]/)
  const name = nameOf(inner)
  if (name === '') return new Wrong('no-name', source)
  const variable = known.get(name)
  if (!variable) return new Wrong('unknown-variable', name)
  const filters: Hole['filters'] = []
  let fallBack: string | undefined
  let kind = variable.kind
  for (const [at, step] of steps.entries()) {
    const read = readStep(step)
    if (read.name === 'default') {
      fallBack = unquoted(read.argument)
      if (fallBack === '' || at < steps.length - 1) return new Wrong('wrong-fall-back', source)
    } else {
      const found = filterStep(kind, read)
      if (found instanceof Wrong) return found
      filters.push(found)
      kind = 'text'
    }
  }
  return { source, variable, filters, fallBack }
}

/** Names of the variables that a text asks for, known or not. */
export const namesIn = (text: string): string[] =>
  parseText(text).pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [nameOf(piece.inner)]))

/** Of the form that all variables have, whether there is such a one or not: nouns and what they have, with dots. */
const VARIABLE = /^([a-z]+)(?:\.[a-z0-9_-]+)+$/

/**
 * Placeholders that stand in a text, as they are written; braces around anything else are none. With `nouns` only those that
 * name something of these: others are somebody's code.
 */
export const placeholdersIn = (text: string, nouns?: readonly string[]): string[] =>
  parseText(text).pieces.flatMap((piece) => {
    if (typeof piece === 'string') return []
    const [, noun] = VARIABLE.exec(nameOf(piece.inner)) ?? []
    return noun && (!nouns || nouns.includes(noun)) ? [piece.source] : []
  })

/** Makes a text ready and tells what is wrong with it. Never throws. */
export const compileText = (text: string, known: ReadonlyMap<string, Variable>): Compiled => {
  const { pieces, faults } = parseText(text)
  const parts = pieces.map((piece): string | Hole => {
    if (typeof piece === 'string') return piece
    const { at, source } = piece
    const hole = compileHole(source, piece.inner, known)
    if (hole instanceof Wrong) {
      faults.push({ code: hole.code, at, what: hole.what })
      return source
    }
    if (!hole.variable.always && hole.fallBack === undefined)
      faults.push({ code: 'may-be-empty', at, what: hole.variable.name })
    return hole
  })
  return { parts, troubles: troublesOf(text, faults) }
}
