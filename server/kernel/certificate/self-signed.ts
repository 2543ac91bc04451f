import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import {
  bitString,
  der,
  generalizedTime,
  integer,
  octetString,
  oid,
  sequence,
  utcTime,
  utf8String,
} from './der.ts'

/** What a TLS server shows and holds, as PEM. */
export interface Certificate {
  cert: string
  key: string
}

const TEN_YEARS_MS = 10 * 365.25 * 24 * 3600_000
const DAY_MS = 24 * 3600_000

const time = (at: Date): Buffer => (at.getUTCFullYear() < 2050 ? utcTime(at) : generalizedTime(at))

/** The subject alternative name of a host: an address stands there as bytes. */
const alternative = (host: string): Buffer => {
  if (isIP(host) === 4) return der(0x87, Buffer.from(host.split('.').map(Number)))
  return der(0x82, Buffer.from(host))
}

/**
 * A certificate of a server for itself (RFC 5280): P-256, ECDSA with SHA-256, valid for ten years. Nobody vouches for it;
 * it encrypts, which is what mail servers ask of each other (RFC 7435).
 */
export const selfSigned = (host: string, now: Date): Certificate => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'))
  // A common name has 64 characters at most.
  const name = sequence(der(0x31, sequence(oid('2.5.4.3'), utf8String(host.slice(0, 64)))))
  const serial = randomBytes(16)
  serial[0] = ((serial[0] as number) & 0x7f) | 0x40
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    algorithm,
    name,
    sequence(time(new Date(now.getTime() - DAY_MS)), time(new Date(now.getTime() + TEN_YEARS_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(oid('2.5.29.17'), octetString(sequence(alternative(host)))))),
  )
  const signed = sequence(body, algorithm, bitString(sign('sha256', body, privateKey)))
  const lines = signed.toString('base64').replaceAll(/(.{64})(?=.)/g, '$1\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
