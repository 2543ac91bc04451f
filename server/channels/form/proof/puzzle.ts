import { createHash } from 'node:crypto'

/** Zero bits at the beginning of a hash. */
const leadingZeros = (hash: Buffer): number => {
  let bits = 0
  for (const byte of hash) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24
    bits += 8
  }
  return bits
}

/**
 * True when the browser has done its work (as in Hashcash): SHA-256 over the token, a colon and the solution begins
 * with that many zero bits. Finding one takes 2^bits tries on average, checking takes one.
 */
export const isSolved = (token: string, solution: string, bits: number): boolean =>
  /^\d{1,15}$/.test(solution) &&
  leadingZeros(createHash('sha256').update(`${token}:${solution}`).digest()) >= bits
