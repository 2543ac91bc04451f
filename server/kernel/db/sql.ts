/** A piece of SQL with its values. Built by the `sql` tag only, so that values never become SQL text. */
export class Sql {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]
  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }
}

/** Text and values as the driver takes them. */
export interface Statement {
  text: string
  values: unknown[]
}

const flatTexts = new WeakMap<readonly string[], string>()

const textOf = (strings: readonly string[]): string => {
  let text = strings[0] ?? ''
  for (let i = 1; i < strings.length; i += 1) text += `$${i}${strings[i]}`
  return text
}

/** The statement of a piece of SQL. A template without nested pieces is put together once per place in the code. */
export const toStatement = (piece: Sql): Statement => {
  if (!piece.values.some((value) => value instanceof Sql)) {
    let text = flatTexts.get(piece.strings)
    if (text === undefined) {
      text = textOf(piece.strings)
      flatTexts.set(piece.strings, text)
    }
    return { text, values: piece.values as unknown[] }
  }
  const strings: string[] = ['']
  const values: unknown[] = []
  flatten(piece, strings, values)
  return { text: textOf(strings), values }
}

const flatten = (piece: Sql, strings: string[], values: unknown[]): void => {
  piece.strings.forEach((part, index) => {
    strings[strings.length - 1] += part
    if (index === piece.strings.length - 1) return
    const value = piece.values[index]
    if (value instanceof Sql) flatten(value, strings, values)
    else {
      values.push(value)
      strings.push('')
    }
  })
}

/**
 * Tagged template for SQL: `` sql`select id from tags where workspace_id = ${ws}` ``. A value becomes a parameter;
 * a nested piece of SQL is put in as it stands.
 */
export const sql = (strings: TemplateStringsArray, ...values: unknown[]): Sql => new Sql(strings, values)

/** Pieces put together with a separator between them; `and` by default. Empty input gives `true`. */
export const joined = (pieces: readonly Sql[], separator: Sql = sql` and `): Sql => {
  const [first, ...rest] = pieces
  if (!first) return sql`true`
  return rest.reduce((sum, piece) => sql`${sum}${separator}${piece}`, first)
}

/** No SQL at all: for conditions that may be absent. */
export const nothing: Sql = sql``
