const first = 2_000
const longest = 300_000

/** Milliseconds to wait before the nth try in a row (from 1): doubling, a fifth up or down by chance, five minutes at most. */
export const backOff = (failures: number, chance: () => number = Math.random): number =>
  Math.round(Math.min(longest, first * 2 ** Math.min(20, failures - 1) * (0.8 + 0.4 * chance())))
