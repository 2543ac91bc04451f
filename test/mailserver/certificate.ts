import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './run.ts'

/** A self-made certificate for loopback. */
export interface Certificate {
  certFile: string
  keyFile: string
  pem: string
}

/** Makes a key and a certificate that signs itself, for `localhost` and 127.0.0.1. */
export const makeCertificate = async (folder: string): Promise<Certificate> => {
  const certFile = join(folder, 'cert.pem')
  const keyFile = join(folder, 'key.pem')
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile]
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  await run('openssl', ['req', '-x509', ...key, '-out', certFile, '-days', '2', ...names])
  return { certFile, keyFile, pem: await readFile(certFile, 'utf8') }
}
