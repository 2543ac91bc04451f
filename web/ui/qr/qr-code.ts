import { codewordsOf } from './codewords.ts'
import { drawFormat, type Matrix, patternsOf } from './matrix.ts'

/** The masks of ISO/IEC 18004, 7.8.2: true where a module is turned. */
export const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** Places that carry data, in the order of their bits: pairs of columns from the right, up and down by turns. */
export function* dataPlaces(matrix: Matrix): Generator<[x: number, y: number]> {
  const { size } = matrix
  let upwards = true
  for (let right = size - 1; right >= 1; right -= 2) {
    // The column of the timing is no part of a pair.
    if (right === 6) right = 5
    for (let step = 0; step < size; step += 1) {
      const y = upwards ? size - 1 - step : step
      for (const x of [right, right - 1]) if (!matrix.isFixed(x, y)) yield [x, y]
    }
    upwards = !upwards
  }
}

const finder = /(?=10111010000|00001011101)/g

/** How hard a code is to read (7.8.3): long runs, blocks, what looks like a finder, too much dark or light. */
function penalty({ size, dark }: Matrix): number {
  const column = (x: number) => dark.map((row) => row[x] ?? false)
  const lines = [...dark, ...dark.map((_, x) => column(x))].map((line) =>
    line.map((on) => (on ? '1' : '0')).join(''),
  )
  let sum = 0
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2
    sum += (line.match(finder)?.length ?? 0) * 40
  }
  let blocks = 0
  let darks = 0
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const on = dark[y]?.[x] ?? false
      if (on) darks += 1
      const same = [dark[y]?.[x + 1], dark[y + 1]?.[x], dark[y + 1]?.[x + 1]].every((one) => one === on)
      if (same) blocks += 1
    }
  }
  const uneven = Math.floor(Math.abs((darks / size ** 2) * 100 - 50) / 5)
  return sum + blocks * 3 + uneven * 10
}

const turn = (matrix: Matrix, mask: number): void => {
  const turns = masks[mask]
  for (const [x, y] of dataPlaces(matrix)) if (turns?.(x, y)) matrix.set(x, y, !matrix.isDark(x, y))
  drawFormat(matrix, mask)
}

/** A text as a QR code (ISO/IEC 18004, byte mode, level L): true for dark modules, rows first, without the quiet zone. */
export function qrCode(text: string): boolean[][] {
  const { version, bytes } = codewordsOf(text)
  const matrix = patternsOf(version)
  let place = 0
  for (const [x, y] of dataPlaces(matrix)) {
    matrix.set(x, y, (((bytes[place >> 3] ?? 0) >>> (7 - (place & 7))) & 1) === 1)
    place += 1
  }
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const mask of masks.keys()) {
    turn(matrix, mask)
    const found = penalty(matrix)
    if (found < least) [best, least] = [mask, found]
    turn(matrix, mask)
  }
  turn(matrix, best)
  return matrix.dark
}
