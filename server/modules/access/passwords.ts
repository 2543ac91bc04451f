import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { AsyncGate } from './async-gate.ts'

/** Cost of one hash: memory is 128 · 2^ln · r bytes, work grows with p. */
export interface Cost {
  ln: number
  r: number
  p: number
}

// OWASP Password Storage Cheat Sheet: one of its equal scrypt settings. 32 MB a hash, so that several may run at once.
let cost: Cost = { ln: 15, r: 8, p: 3 }
const KEY_BYTES = 32

/** Hashes at another cost from now on: for tests, which sign in a hundred times. */
export const setCost = (other: Cost): void => {
  cost = other
}

// Two hashes at once keep two cores busy, 64 MB, and leave half of the thread pool to files and names.
const gate = new AsyncGate(2, 100)

/** Hashes a password: `$scrypt$ln=15,r=8,p=3$salt$key`. Throws `unavailable` when too many wait already. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${salt.toString('base64url')}$${key.toString('base64url')}`
}

/**
 * Compares a password with a kept hash. Without a hash it takes as long and is wrong, so that the time does not tell
 * which accounts exist. `outdated`: it was right, and hashed at another cost than today's.
 */
export const verifyPassword = async (
  password: string,
  kept: string | null | undefined,
): Promise<{ good: boolean; outdated: boolean }> => {
  const parts = parse(kept ?? '')
  if (!parts) {
    await derive(password, randomBytes(16), cost)
    return { good: false, outdated: false }
  }
  const good = timingSafeEqual(await derive(password, parts.salt, parts.cost), parts.key)
  const { ln, r, p } = parts.cost
  return { good, outdated: good && (ln !== cost.ln || r !== cost.r || p !== cost.p) }
}

const FORMAT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/

const parse = (kept: string): { cost: Cost; salt: Buffer; key: Buffer } | undefined => {
  const [, ln, r, p, salt, key] = FORMAT.exec(kept) ?? []
  if (!salt || !key) return undefined
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  }
}

/** NFKC first (NIST SP 800-63B, 3.1.1.2): the same characters from another keyboard are the same password. */
const derive = (password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> =>
  gate.run(
    () =>
      new Promise((resolve, reject) => {
        const options = { N: 2 ** ln, r, p, maxmem: 160 * 2 ** ln * r }
        scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  )
