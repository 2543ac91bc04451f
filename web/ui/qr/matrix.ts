import { alignmentOf } from './capacity.ts'

/** Dark and light modules, rows first, and which of them belong to the patterns that every code of its size has. */
export class Matrix {
  readonly size: number
  readonly dark: boolean[][]
  readonly fixed: boolean[][]

  constructor(size: number) {
    this.size = size
    const rows = () => Array.from({ length: size }, () => Array.from({ length: size }, () => false))
    this.dark = rows()
    this.fixed = rows()
  }

  /** Draws a module of a pattern; what lies outside is left out. */
  fix(x: number, y: number, dark: boolean): void {
    const [row, fixed] = [this.dark[y], this.fixed[y]]
    if (!row || !fixed || x < 0 || x >= this.size) return
    row[x] = dark
    fixed[x] = true
  }

  isFixed(x: number, y: number): boolean {
    return this.fixed[y]?.[x] ?? true
  }

  isDark(x: number, y: number): boolean {
    return this.dark[y]?.[x] ?? false
  }

  /** Turns a module that carries data. */
  set(x: number, y: number, dark: boolean): void {
    const row = this.dark[y]
    if (row) row[x] = dark
  }
}

/** Squares around a centre: dark where the distance to it is none of the light ones. */
function square(matrix: Matrix, x: number, y: number, reach: number, light: readonly number[]): void {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      matrix.fix(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))))
    }
  }
}

/** The 15 bits of level L and a mask, with their BCH code and mask (ISO/IEC 18004, 7.9). */
export function formatBits(mask: number): number {
  const data = (0b01 << 3) | mask
  let rest = data
  for (let round = 0; round < 10; round += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537)
  return ((data << 10) | rest) ^ 0x5412
}

/** The 18 bits of a version with their Golay code (7.10). */
function versionBits(version: number): number {
  let rest = version
  for (let round = 0; round < 12; round += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
  return (version << 12) | rest
}

const bit = (bits: number, place: number): boolean => ((bits >>> place) & 1) === 1

/** Says which mask is on, twice, beside the finders. */
export function drawFormat(matrix: Matrix, mask: number): void {
  const bits = formatBits(mask)
  const { size } = matrix
  for (let place = 0; place < 15; place += 1) {
    const on = bit(bits, place)
    // The first copy runs around the upper left finder and jumps over the timing.
    if (place < 6) matrix.fix(8, place, on)
    else if (place < 8) matrix.fix(8, place + 1, on)
    else if (place === 8) matrix.fix(7, 8, on)
    else matrix.fix(14 - place, 8, on)
    if (place < 8) matrix.fix(size - 1 - place, 8, on)
    else matrix.fix(8, size - 15 + place, on)
  }
  matrix.fix(8, size - 8, true)
}

/** An empty code of a version: finders, timing, alignment, version; the places of the format are kept free. */
export function patternsOf(version: number): Matrix {
  const size = version * 4 + 17
  const matrix = new Matrix(size)
  for (let at = 0; at < size; at += 1) {
    matrix.fix(6, at, at % 2 === 0)
    matrix.fix(at, 6, at % 2 === 0)
  }
  const corners = [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const
  for (const [x, y] of corners) square(matrix, x, y, 4, [2, 4])
  const places = alignmentOf(version)
  const last = places.at(-1)
  for (const x of places) {
    for (const y of places) {
      const onFinder = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6)
      if (!onFinder) square(matrix, x, y, 2, [1])
    }
  }
  drawFormat(matrix, 0)
  if (version >= 7) {
    const bits = versionBits(version)
    for (let place = 0; place < 18; place += 1) {
      const [near, far] = [Math.floor(place / 3), size - 11 + (place % 3)]
      matrix.fix(far, near, bit(bits, place))
      matrix.fix(near, far, bit(bits, place))
    }
  }
  return matrix
}
