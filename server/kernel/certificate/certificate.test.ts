import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:tls'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepSelfSigned, readPair } from './index.ts'
import { selfSigned } from './self-signed.ts'

const now = new Date('2026-11-22T00:00:00Z')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-certificate-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The name for which a client that trusts this certificate alone lets the server in. */
const shakeHands = async (pair: { cert: string; key: string }, host: string): Promise<boolean> => {
  const server = createServer(pair, (socket) => socket.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  try {
    return await new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', servername: host, ca: pair.cert }, () => {
        resolve(socket.authorized)
        socket.destroy()
      })
      socket.on('error', () => resolve(false))
    })
  } finally {
    server.close()
  }
}

describe('a certificate of our own', () => {
  it.each(['desk.example', `${'long.'.repeat(20)}desk.example`])(
    'is good for %s, and no other',
    async (host) => {
      const pair = selfSigned(host, new Date())
      expect(await shakeHands(pair, host)).toBe(true)
      expect(await shakeHands(pair, 'other.example')).toBe(false)
      const cert = new X509Certificate(pair.cert)
      expect(cert.verify(cert.publicKey)).toBe(true)
    },
  )

  it('can be of an address, and outlives the year 2050', () => {
    const cert = new X509Certificate(selfSigned('192.0.2.7', new Date('2045-01-01T00:00:00Z')).cert)
    expect(cert.checkIP('192.0.2.7')).toBe('192.0.2.7')
    expect(cert.validToDate.getUTCFullYear()).toBe(2055)
  })

  it('is made once, for its owner’s eyes only, and anew for another name or before it ends', () => {
    const file = join(folder, 'deep', 'own.pem')
    const first = keepSelfSigned(file, 'desk.example', now)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    chmodSync(file, 0o644)
    expect(keepSelfSigned(file, 'desk.example', now)).toEqual(first)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const moved = keepSelfSigned(file, 'help.example', now)
    expect(moved.cert).not.toBe(first.cert)
    const old = keepSelfSigned(file, 'help.example', new Date('2036-11-10T00:00:00Z'))
    expect(old.cert).not.toBe(moved.cert)
    writeFileSync(file, 'not a certificate')
    const mended = keepSelfSigned(file, 'help.example', now)
    expect(readFileSync(file, 'utf8')).toBe(`${mended.key}${mended.cert}`)
  })
})

describe('a given certificate', () => {
  it('must belong to its key', () => {
    const [one, two] = [selfSigned('a.example', now), selfSigned('b.example', now)]
    const [cert, key, other] = [join(folder, 'a.crt'), join(folder, 'a.key'), join(folder, 'b.key')]
    writeFileSync(cert, one.cert)
    writeFileSync(key, one.key)
    writeFileSync(other, two.key)
    expect(readPair(cert, key)).toEqual(one)
    expect(() => readPair(cert, other)).toThrow(/mismatch/)
    expect(() => readPair(cert, join(folder, 'none.key'))).toThrow(/ENOENT/)
  })
})
