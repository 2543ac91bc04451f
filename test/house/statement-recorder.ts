import { afterAll } from 'vitest'
import { referenceTables } from './reference-tables.ts'
import { checkStatement, type StatementOptions } from './statement-rules.ts'

// A text that differs with every call was put together from values: that is a finding of its own.
const MOST = 5_000

const options: StatementOptions = { referenceTables: Object.keys(referenceTables) }
const seen = new Set<string>()
const verdicts = new Map<string, string[]>()

/** Remembers a statement that a test ran; the same text twice costs a look-up. */
export const recordStatement = (sql: string): void => {
  if (seen.size < MOST) seen.add(sql)
}

const judge = (sql: string): string[] => {
  try {
    return checkStatement(sql, options)
  } catch {
    // PostgreSQL's own parser refused it, so that it read and wrote nothing: a test of a failure.
    return []
  }
}

const verdictOn = (sql: string): string[] => {
  const known = verdicts.get(sql)
  if (known) return known
  const verdict = judge(sql)
  verdicts.set(sql, verdict)
  return verdict
}

/** What the recorded statements break, each as `problem` and the statement's text; each text is parsed once. */
export const violations = (): string[] => {
  const found = [...seen].flatMap((sql) => verdictOn(sql).map((problem) => `${problem}\n    ${sql.trim()}`))
  const full = `${MOST} different statements in one file: values belong in parameters`
  return seen.size >= MOST ? [...found, full] : found
}

/** Forgets what was recorded; verdicts stay known. */
export const forgetStatements = (): void => seen.clear()

/** Makes the test file that calls it fail after its last test if a recorded statement breaks the rules. */
export const refuseLooseStatements = (): void => {
  afterAll(() => {
    const found = violations()
    forgetStatements()
    if (found.length > 0) {
      throw new Error(`statements that do not keep to their workspace:\n\n${found.join('\n\n')}`)
    }
  })
}
