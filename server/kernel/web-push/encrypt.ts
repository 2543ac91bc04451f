import { createCipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto'

/** Who can read a message: the browser's public key (65 bytes) and what it shares with us (16 bytes). */
export interface Recipient {
  publicKey: Buffer
  auth: Buffer
}

/** What is made anew for each message; a test gives what a published example was made with. */
interface Fresh {
  salt: Buffer
  ours: ECDH
  /** Messages are filled up to a multiple of so many bytes, so that their length tells little. */
  step: number
}

const CURVE = 'prime256v1'
/** One record holds the whole message; push services take 4,096 bytes, of which 103 are ours. */
const RECORD = 4096
const MOST = RECORD - 103
const STEP = 256

const fresh = (): Fresh => {
  const ours = createECDH(CURVE)
  ours.generateKeys()
  return { salt: randomBytes(16), ours, step: STEP }
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer | string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length))

/**
 * Encrypts a message so that only the browser can read it (RFC 8291, with the `aes128gcm` content coding of RFC 8188). Throws
 * for keys that are none, and for more than 3,993 bytes.
 */
export const encryptPush = (
  text: string,
  { publicKey, auth }: Recipient,
  { salt, ours, step }: Fresh = fresh(),
): Buffer => {
  const plain = Buffer.from(text)
  if (plain.length > MOST) throw new Error(`a push message of ${plain.length} bytes is too long`)
  const own = ours.getPublicKey()
  const shared = ours.computeSecret(publicKey)
  const secret = derive(shared, auth, Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, own]), 32)
  const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  const filled = Math.min(Math.ceil(Math.max(plain.length, 1) / step) * step, MOST)
  // The delimiter 2 says that this record is the last one; zeros behind it are filling.
  const record = Buffer.concat([plain, Buffer.of(2), Buffer.alloc(filled - plain.length)])
  const head = Buffer.alloc(21)
  salt.copy(head)
  head.writeUInt32BE(RECORD, 16)
  head.writeUInt8(own.length, 20)
  return Buffer.concat([head, own, cipher.update(record), cipher.final(), cipher.getAuthTag()])
}
