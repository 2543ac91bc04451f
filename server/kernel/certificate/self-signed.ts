import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate as X509,
  Extension,
  Extensions,
  GeneralName,
  id_ce_subjectAltName,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

/** What a TLS server shows and holds, as PEM. */
export interface Certificate {
  cert: string
  key: string
}

const TEN_YEARS_MS = 10 * 365.25 * 24 * 3600_000
const DAY_MS = 24 * 3600_000
const COMMON_NAME = '2.5.4.3'
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'

/** The bytes alone, without what a pooled buffer has around them. */
const bytes = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer

/** A common name has 64 characters at most; who is meant stands in the alternative name. */
const nameOf = (host: string): Name =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({
        type: COMMON_NAME,
        value: new AttributeValue({ utf8String: host.slice(0, 64) }),
      }),
    ]),
  ])

const alternativeOf = (host: string): Extension =>
  new Extension({
    extnID: id_ce_subjectAltName,
    extnValue: new OctetString(
      AsnConvert.serialize(
        new SubjectAlternativeName([new GeneralName(isIP(host) ? { iPAddress: host } : { dNSName: host })]),
      ),
    ),
  })

/**
 * A certificate of a server for itself (RFC 5280): P-256, ECDSA with SHA-256, valid for ten years. Nobody vouches for it;
 * it encrypts, which is what mail servers ask of each other (RFC 7435).
 */
export const selfSigned = (host: string, now: Date): Certificate => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 })
  const name = nameOf(host)
  const serial = randomBytes(16)
  // Positive, and as long as it is said to be.
  serial[0] = ((serial[0] as number) & 0x7f) | 0x40
  const body = new TBSCertificate({
    version: Version.v3,
    serialNumber: bytes(serial),
    signature: algorithm,
    issuer: name,
    validity: new Validity({
      notBefore: new Date(now.getTime() - DAY_MS),
      notAfter: new Date(now.getTime() + TEN_YEARS_MS),
    }),
    subject: name,
    subjectPublicKeyInfo: AsnConvert.parse(
      publicKey.export({ type: 'spki', format: 'der' }),
      SubjectPublicKeyInfo,
    ),
    extensions: new Extensions([alternativeOf(host)]),
  })
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(body)), privateKey)
  const whole = AsnConvert.serialize(
    new X509({ tbsCertificate: body, signatureAlgorithm: algorithm, signatureValue: bytes(signature) }),
  )
  const lines = Buffer.from(whole)
    .toString('base64')
    .replaceAll(/.{64}(?=.)/g, '$&\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
