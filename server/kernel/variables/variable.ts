import type { VariableKind } from '../contract-variables.ts'
import type { Family } from '../declared.ts'
import type { Source } from '../relations.ts'

interface Words {
  en: string
  ja: string
}

/** What a kind's values are: a day as YYYY-MM-DD. Null and texts of spaces alone are missing. */
interface Values {
  text: string
  number: number
  moment: Date
  day: string
}

type DeclaredAs<Kind extends VariableKind, Row> = {
  /** `noun.what`: stays as it is for ever, since saved texts name it. */
  readonly name: string
  readonly title: Words
  readonly kind: Kind
  /** It is never missing, so that nobody has to write a fall-back. */
  readonly always?: true
  /** Out of a row of the source. */
  value(row: Row): Values[Kind] | null
}

/** A variable as its room writes it. */
type DeclaredVariable<Row> = { [Kind in VariableKind]: DeclaredAs<Kind, Row> }[VariableKind]

/** A variable with where its value comes from. Variables with one source share one statement. */
export interface Variable {
  readonly name: string
  readonly title: Words
  readonly kind: VariableKind
  /** What it is a property of. */
  readonly about: string
  readonly always: boolean
  readonly read: Source<{ id: string }>
  value(row: { id: string }): unknown
}

/** Variables that a workspace makes for itself. */
export type VariableFamily = Family<Variable>

/** Variables about a kind of subject that are read together. */
export const variablesAbout = <Row extends { id: string }>(
  about: string,
  read: Source<Row>,
  declared: readonly DeclaredVariable<Row>[],
): Variable[] =>
  declared.map((one) => ({
    name: one.name,
    title: one.title,
    kind: one.kind,
    about,
    always: one.always ?? false,
    read,
    value: (row) => one.value(row as Row),
  }))
