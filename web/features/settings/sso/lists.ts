/** The words of a line, separated as people separate them. */
export const wordsIn = (text: string): string[] => [
  ...new Set(text.split(/[\s,、，]+/).filter((word) => word !== '')),
]

/** Words as a line. */
export const asLine = (words: readonly string[]): string => words.join(', ')
