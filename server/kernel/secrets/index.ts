import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Encrypts what must be kept secret at rest, and signs what must come back unchanged. */
export interface Vault {
  /** Encrypts JSON (AES-256-GCM; 12-byte nonce, 16-byte tag, ciphertext). */
  seal(value: unknown): Buffer
  /** Decrypts; throws when the key is another one or the bytes were changed. */
  open<T>(sealed: Buffer): T
  /** HMAC-SHA256 of a text for one purpose, base64url. */
  sign(purpose: string, text: string): string
  /** True if the signature is ours; compares in constant time. */
  verify(purpose: string, text: string, signature: string): boolean
}

/** A vault from key material of at least 32 characters. */
export const createVault = (material: string): Vault => {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', material, 'madoguchi', purpose, 32))
  const key = derive('seal')
  const sign = (purpose: string, text: string): string =>
    createHmac('sha256', derive(`sign:${purpose}`))
      .update(text)
      .digest('base64url')
  return {
    seal(value) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(12, 28))
      return JSON.parse(
        Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8'),
      )
    },
    sign,
    verify: (purpose, text, signature) => sameText(sign(purpose, text), signature),
  }
}

/** Compares two texts in a time that does not tell where they differ. */
export const sameText = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b))

/** SHA-256 of a text: how tokens are kept, so that a stolen table opens no door. */
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** A random token for addresses and cookies: 256 bits, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** The installation's key material: the given one, or the one in the data folder, made at first use (mode 0600). */
export const keyMaterial = (given: string | undefined, dataDir: string): string => {
  if (given) return given
  const file = join(dataDir, 'secret.key')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
    chmodSync(file, 0o600)
  }
  return readFileSync(file, 'utf8').trim()
}
