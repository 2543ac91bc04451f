import type { ConditionKind } from '../contract-conditions.ts'
import type { Db } from '../db/handles.ts'
import type { Family } from '../declared.ts'
import type { Source } from '../relations.ts'

interface Words {
  en: string
  ja: string
}

/** One of the values that a choice, or a list, may have. */
export interface Choice {
  value: string
  title: Words
}

/** What a kind's values are; null is unknown, or nothing. */
interface Values {
  choice: string
  text: string
  number: number
  moment: Date
  flag: boolean
  list: readonly string[]
}

type Choices = (db: Db) => Promise<readonly Choice[]> | readonly Choice[]

type DeclaredAs<Kind extends ConditionKind, Row> = {
  /** `room's noun.what`: stays as it is for ever, since saved expressions name it. */
  readonly name: string
  readonly title: Words
  readonly kind: Kind
  /** Out of a row of the source. */
  value(row: Row): Values[Kind] | null
} & (Kind extends 'choice'
  ? { readonly choices: Choices }
  : Kind extends 'list'
    ? { readonly choices?: Choices }
    : { readonly choices?: undefined })

/** A condition as its room writes it. */
export type Declared<Row> = { [Kind in ConditionKind]: DeclaredAs<Kind, Row> }[ConditionKind]

/** A condition with where its value comes from. Conditions with one source share one statement. */
export interface Condition {
  readonly name: string
  readonly title: Words
  readonly kind: ConditionKind
  /** What it is a property of. */
  readonly about: string
  readonly choices: Choices | undefined
  readonly read: Source<{ id: string }>
  value(row: { id: string }): unknown
}

/** Conditions that a workspace makes for itself. */
export type ConditionFamily = Family<Condition>

/** Conditions about a kind of subject that are read together. */
export const conditionsAbout = <Row extends { id: string }>(
  about: string,
  read: Source<Row>,
  declared: readonly Declared<Row>[],
): Condition[] =>
  declared.map((one) => ({
    name: one.name,
    title: one.title,
    kind: one.kind,
    about,
    choices: one.choices,
    read,
    value: (row) => one.value(row as Row),
  }))
