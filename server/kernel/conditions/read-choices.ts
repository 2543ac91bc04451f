import type { Choice } from './condition.ts'

/** What there is to choose, read once for all that are checked together. */
export type ReadChoices = Map<unknown, Promise<ReadonlySet<string>>>

/** The values of a list of choices; `of` is what declares it. */
export const readChoices = (
  read: ReadChoices,
  of: unknown,
  list: () => readonly Choice[] | Promise<readonly Choice[]>,
): Promise<ReadonlySet<string>> => {
  const valuesOf = async (): Promise<ReadonlySet<string>> => new Set((await list()).map(({ value }) => value))
  const found = read.get(of) ?? valuesOf()
  read.set(of, found)
  return found
}
