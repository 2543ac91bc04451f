import { type ConnectionOptions, rootCertificates } from 'node:tls'
import { isIP } from 'node:net'

/**
 * TLS options for a connection that goes to a resolved address: the certificate must be of the host that was asked
 * for. `authority` is the PEM of a private authority that the owner trusts beside the public ones.
 */
export const tlsOptions = (host: string, authority: string | undefined): ConnectionOptions => ({
  minVersion: 'TLSv1.2',
  ...(isIP(host) ? { host } : { servername: host }),
  ...(authority ? { ca: [...rootCertificates, authority] } : {}),
})
