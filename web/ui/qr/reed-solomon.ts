// Reed–Solomon codes over GF(2^8) with the polynomial x^8 + x^4 + x^3 + x^2 + 1, as ISO/IEC 18004 (QR Code) uses them.
const FIELD = 0x11d

const powers: number[] = []
const logs: number[] = []
for (let exponent = 0, value = 1; exponent < 255; exponent += 1) {
  powers[exponent] = value
  logs[value] = exponent
  value = (value << 1) ^ (value & 0x80 ? FIELD : 0)
}
const power = (exponent: number): number => powers[exponent % 255] ?? 0

const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : power((logs[a] ?? 0) + (logs[b] ?? 0))

/** Coefficients of (x - α^0)(x - α^1)…(x - α^(degree-1)) below the leading one, the highest first. */
function generator(degree: number): number[] {
  let product = [1]
  for (let root = 0; root < degree; root += 1) {
    const next = [...product, 0]
    for (const [place, coefficient] of product.entries()) {
      next[place + 1] = (next[place + 1] ?? 0) ^ times(coefficient, power(root))
    }
    product = next
  }
  return product.slice(1)
}

/** The error correction codewords of some data: as many bytes as asked for. */
export function correctionOf(data: readonly number[], length: number): number[] {
  const divisor = generator(length)
  let rest = Array.from({ length }, () => 0)
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0)
    rest = [...rest.slice(1), 0].map((value, place) => value ^ times(divisor[place] ?? 0, factor))
  }
  return rest
}

/** True when the bytes with their correction are a code word: every root of the generator is a zero of it. */
export function isCodeword(bytes: readonly number[], length: number): boolean {
  for (let root = 0; root < length; root += 1) {
    let sum = 0
    for (const byte of bytes) sum = times(sum, power(root)) ^ byte
    if (sum !== 0) return false
  }
  return true
}
