// Tables 9 and E.1 of ISO/IEC 18004 for the lowest level of error correction (L, 7 %): a screen loses nothing.
const CORRECTION_PER_BLOCK = [
  7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30,
  30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
]
const BLOCKS = [
  1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18,
  19, 19, 20, 21, 22, 24, 25,
]

/** The largest version: 177 modules a side. */
export const LARGEST = 40

/** How a version divides its bytes. */
export interface Blocks {
  /** Bytes in all, correction included. */
  total: number
  /** Number of blocks. */
  count: number
  /** Bytes of correction in each block. */
  correction: number
  /** Bytes that carry data. */
  data: number
}

/** Places of the alignment patterns of a version, on both axes. */
export function alignmentOf(version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  const last = version * 4 + 10
  return [6, ...Array.from({ length: count - 1 }, (_, place) => last - (count - 2 - place) * step)]
}

/** How the bytes of a version (1 to 40) are divided. */
export function blocksOf(version: number): Blocks {
  const side = version * 4 + 17
  const aligned = alignmentOf(version).length
  // Everything but finders, timing, format, alignment (25 each, 5 of them shared with the timing) and version.
  const alignment = aligned === 0 ? 0 : (aligned * aligned - 3) * 25 - (aligned - 2) * 2 * 5
  const bits = side * side - 3 * 64 - 2 * (side - 16) - 31 - alignment - (version >= 7 ? 36 : 0)
  const total = Math.floor(bits / 8)
  const count = BLOCKS[version - 1] ?? 1
  const correction = CORRECTION_PER_BLOCK[version - 1] ?? 0
  return { total, count, correction, data: total - count * correction }
}
