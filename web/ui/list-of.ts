/** Names in a row, as the language writes them: `A、B` or `A, B`. */
export const listOf = (names: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' }).format(names)
