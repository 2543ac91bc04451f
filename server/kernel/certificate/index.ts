import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createSecureContext } from 'node:tls'
import { newId } from '../ids.ts'
import { selfSigned, type Certificate } from './self-signed.ts'

export type { Certificate } from './self-signed.ts'

const MONTH_MS = 30 * 24 * 3600_000

/** The certificate (with its chain) and key of two PEM files. Throws when they can't be read or don't belong together. */
export const readPair = (certFile: string, keyFile: string): Certificate => {
  const pair = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
  createSecureContext(pair)
  return pair
}

/**
 * A certificate of our own in one file (mode 0600), made when there is none, or none that is good for this host for
 * another month. Of two processes that make it at once, each has a whole one.
 */
export const keepSelfSigned = (file: string, host: string, now: Date): Certificate => {
  const known = usable(file, host, now)
  if (known) return known
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const made = selfSigned(host, now)
  const draft = `${file}.${newId()}`
  writeFileSync(draft, `${made.key}${made.cert}`, { mode: 0o600, flag: 'wx' })
  renameSync(draft, file)
  return made
}

const usable = (file: string, host: string, now: Date): Certificate | undefined => {
  try {
    const text = readFileSync(file, 'utf8')
    const cert = new X509Certificate(text)
    const goodFor = cert.validToDate.getTime() - now.getTime()
    if (goodFor < MONTH_MS || !(cert.checkHost(host) ?? cert.checkIP(host))) return undefined
    const at = text.indexOf('-----BEGIN CERTIFICATE-----')
    const pair = { key: text.slice(0, at), cert: text.slice(at) }
    createSecureContext(pair)
    if (statSync(file).mode & 0o077) chmodSync(file, 0o600)
    return pair
  } catch {
    return undefined
  }
}
