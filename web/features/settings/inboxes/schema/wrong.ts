/** What is wrong with a value, and the limit that it passes. */
export type Wrong =
  | { kind: 'empty' | 'format' | 'noChoices' | 'noSender' }
  | { kind: 'short' | 'long' | 'small' | 'large'; limit: number }
