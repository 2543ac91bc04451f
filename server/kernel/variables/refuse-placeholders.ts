import { invalid } from '../errors.ts'
import { placeholdersIn } from './compile.ts'

/** Throws `invalid` where a text in which nothing is filled in names a variable: customers would read it as it stands. */
export const refusePlaceholders = (text: string): void => {
  const [quote] = placeholdersIn(text)
  if (quote !== undefined)
    throw invalid(
      'variables.not-here',
      `“${quote}” would be sent as it stands: variables are filled in in answers alone. Remove it.`,
      { reasons: [{ quote }] },
    )
}
