// The browser's work before an inquiry is sent: finds a number whose SHA-256 (FIPS 180-4) with the token begins with
// enough zero bits. Ours, since crypto.subtle is asynchronous for every try and missing on pages without TLS.

const primes = []
for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
const fraction = (value) => ((value % 1) * 2 ** 32) | 0
const ROUNDS = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

const turn = (word, by) => (word >>> by) | (word << (32 - by))
const schedule = new Int32Array(64)

/** Takes the block of 64 bytes that begins at `from` into the state. */
const compress = (state, bytes, from) => {
  for (let at = 0; at < 16; at += 1) schedule[at] = bytes.getInt32(from + at * 4)
  for (let at = 16; at < 64; at += 1) {
    const old = schedule[at - 15]
    const late = schedule[at - 2]
    const s0 = turn(old, 7) ^ turn(old, 18) ^ (old >>> 3)
    const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    schedule[at] = (schedule[at - 16] + s0 + schedule[at - 7] + s1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state
  for (let at = 0; at < 64; at += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const one = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[at] + schedule[at]) | 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  state[0] += a
  state[1] += b
  state[2] += c
  state[3] += d
  state[4] += e
  state[5] += f
  state[6] += g
  state[7] += h
}

const LONGEST_NUMBER = 16

/** Everything that is the same for each try: full blocks of the text are hashed once. */
const prepare = (token) => {
  const prefix = new TextEncoder().encode(`${token}:`)
  const view = new DataView(prefix.buffer)
  const begun = START.slice()
  let at = 0
  for (; at + 64 <= prefix.length; at += 64) compress(begun, view, at)
  const rest = prefix.length - at
  const bytes = new Uint8Array(rest + LONGEST_NUMBER + 9 <= 64 ? 64 : 128)
  bytes.set(prefix.subarray(at))
  return { begun, rest, length: prefix.length, bytes, view: new DataView(bytes.buffer), state: START.slice() }
}

/** Zero bits at the beginning of the hash, up to 32. */
const zerosOf = ({ begun, rest, length, bytes, view, state }, number) => {
  const digits = String(number)
  const end = rest + digits.length
  for (let at = 0; at < digits.length; at += 1) bytes[rest + at] = digits.charCodeAt(at)
  bytes.fill(0, end)
  bytes[end] = 128
  // The last block ends with the length of everything in bits.
  const blocks = end + 9 <= 64 ? 64 : 128
  view.setUint32(blocks - 4, (length + digits.length) * 8)
  state.set(begun)
  for (let at = 0; at < blocks; at += 64) compress(state, view, at)
  return Math.clz32(state[0])
}

/** Tries `tries` numbers from `from` on; gives the first that is good, or -1. `bits` is at most 32. */
export const search = (token, bits, from, tries) => {
  const prepared = prepare(token)
  for (let number = from; number < from + tries; number += 1)
    if (zerosOf(prepared, number) >= bits) return number
  return -1
}

const CHUNK = 2000

/** Without workers (old browsers, strict settings) the page itself searches, in pieces that leave it usable. */
const searchHere = async ({ token, bits }) => {
  for (let from = 0; ; from += CHUNK) {
    const found = search(token, bits, from, CHUNK)
    if (found >= 0) return found
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

const searchAside = (challenge) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(import.meta.url, { type: 'module' })
    const end = (settle, value) => {
      worker.terminate()
      settle(value)
    }
    worker.onmessage = ({ data }) => end(resolve, data)
    worker.onerror = (event) => end(reject, event)
    worker.postMessage(challenge)
  })

/** A good number for the challenge's token, found beside the page where that is possible. */
export const solve = (challenge) => searchAside(challenge).catch(() => searchHere(challenge))

if (typeof WorkerGlobalScope !== 'undefined')
  self.onmessage = ({ data: { token, bits } }) => self.postMessage(search(token, bits, 0, 2 ** 40))
