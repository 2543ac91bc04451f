/** A source of chance that gives the same sequence for the same seed, on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** An integer in [from, to], both included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  weighted<T>(list: readonly T[], weight: (item: T) => number): T
  /** Log-normal, for waiting times: half of the values lie under `median`, `sigma` widens the tail. */
  spread(median: number, sigma: number): number
}

/** Two 32-bit halves of FNV-1a (Fowler, Noll, Vo) with a final mix, over the text of the parts. */
function hash(text: string, start: number): number {
  let value = start
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}

/** sfc32, the "small fast counter" generator of Chris Doty-Humphrey's PractRand (public domain). */
function sfc32(a: number, b: number): () => number {
  let [x, y, z, counter] = [a | 0, b | 0, (a ^ b) | 0, 1]
  const step = (): number => {
    const sum = (((x + y) | 0) + counter) | 0
    counter = (counter + 1) | 0
    x = y ^ (y >>> 9)
    y = (z + (z << 3)) | 0
    z = (((z << 21) | (z >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) step()
  return step
}

/** A generator of its own for these parts: other lists may grow without moving this one. */
export function createRandom(...parts: readonly (string | number)[]): Random {
  const text = parts.join('\u0001')
  const next = sfc32(hash(text, 0x811c9dc5), hash(text, 0x9e3779b9))
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)]
    if (item === undefined) throw new RangeError('cannot pick from an empty list')
    return item
  }
  return {
    next,
    pick,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    weighted(list, weight) {
      let left = next() * list.reduce((sum, item) => sum + weight(item), 0)
      for (const item of list) {
        left -= weight(item)
        if (left < 0) return item
      }
      return pick(list)
    },
    // Box-Muller; 1 - next() keeps the logarithm away from zero.
    spread(median, sigma) {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return median * Math.exp(sigma * normal)
    },
  }
}
