import { createPrivateKey, generateKeyPairSync, sign, type JsonWebKey } from 'node:crypto'

/** With what we prove to push services that it is us who sends. */
export interface PushKeys {
  /** What browsers are subscribed with: the uncompressed point, base64url. */
  publicKey: string
  /** JWK of the private key. */
  privateKey: JsonWebKey
}

/** A proof holds for so long; push services take at most a day. */
const LIFE_SECONDS = 12 * 3600

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Makes a pair of keys. */
export const newPushKeys = (): PushKeys => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = privateKey.export({ format: 'jwk' })
  const point = [jwk.x, jwk.y].map((coordinate) => Buffer.from(coordinate ?? '', 'base64url'))
  return {
    publicKey: Buffer.concat([Buffer.of(4), ...point]).toString('base64url'),
    privateKey: jwk,
  }
}

/** Value of the Authorization header for a push service (RFC 8292). `contact`: an https: or mailto: address of the operator. */
export const vapidHeader = (
  { publicKey, privateKey }: PushKeys,
  { endpoint, contact, now }: { endpoint: string; contact: string; now: Date },
): string => {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now.getTime() / 1000) + LIFE_SECONDS,
    sub: contact,
  }
  const told = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`
  const key = createPrivateKey({ key: privateKey, format: 'jwk' })
  const signature = sign('sha256', Buffer.from(told), { key, dsaEncoding: 'ieee-p1363' })
  return `vapid t=${told}.${signature.toString('base64url')}, k=${publicKey}`
}
