import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEvent } from '../calendar/read-event.ts'
import { jis, mail, sjis, utf8 } from '../golden/build.ts'
import { writeEnveloped, writeSigned } from '../golden/write-cms.ts'
import { u32, unicode, writeTnef } from '../golden/write-tnef.ts'
import { readCms } from '../secured/read-cms.ts'
import { readTnef } from '../tnef/read-tnef.ts'
import { readMail } from './read-mail.ts'

const program = 'openssl'

const openssl = (folder: string, ...args: string[]): void => {
  execFileSync(program, args, { cwd: folder, stdio: 'ignore', timeout: 30_000 })
}

const hasOpenssl = (): boolean => {
  try {
    execFileSync(program, ['version'], { stdio: 'ignore', timeout: 10_000 })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!hasOpenssl())('mails that OpenSSL signs and encrypts', () => {
  const letter = mail(['Content-Type: text/plain; charset=iso-2022-jp'], [jis('㈱髙島屋です。①番の返品')])

  const written = async (args: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'madoguchi-cms-'))
    try {
      writeFileSync(join(folder, 'in.eml'), letter)
      openssl(
        folder,
        ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out cert.pem'.split(
          ' ',
        ),
        ...'-subj /CN=hanako -days 2'.split(' '),
      )
      openssl(folder, 'cms', ...args, '-in', 'in.eml', '-out', 'out.eml')
      return await readMail(readFileSync(join(folder, 'out.eml')))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  const signing = ['-sign', '-signer', 'cert.pem', '-inkey', 'key.pem']

  it.each([
    ['at once', []],
    ['streaming', ['-stream', '-indef']],
  ])('are read where the signature is around them, written %s', async (_how, more) => {
    const read = await written([...signing, '-nodetach', ...more])
    expect(read.text.trim()).toBe('㈱髙島屋です。①番の返品')
    expect(read.secured).toBe('smime-signed')
    expect(read.parts).toEqual([])
  })

  it('are read where the signature stands beside them', async () => {
    const read = await written(signing)
    expect(read.text.trim()).toBe('㈱髙島屋です。①番の返品')
    expect(read.secured).toBe('smime-signed')
    expect(read.parts.map(({ name }) => name)).toEqual(['smime.p7s'])
  })

  it('are called encrypted', async () => {
    const read = await written(['-encrypt', '-aes256', '-recip', 'cert.pem'])
    expect(read.secured).toBe('smime-encrypted')
    expect(read.parts.map(({ name }) => name)).toEqual(['smime.p7m'])
  })
})

/** Bytes of a whole container, some of them changed or missing. */
const damaged = (whole: Buffer): fc.Arbitrary<Buffer> =>
  fc
    .record({
      length: fc.integer({ min: 0, max: whole.length }),
      changes: fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }),
    })
    .map(({ length, changes }) => {
      const bytes = Buffer.from(whole)
      for (const [at, byte] of changes) bytes[at] = byte
      return bytes.subarray(0, length)
    })

describe('damaged containers never throw', () => {
  it('of Outlook', () => {
    const whole = writeTnef({
      body: sjis('本文\0'),
      message: [[0x1000, 'unicode', unicode('本文')]],
      files: [{ title: sjis('表.txt'), data: utf8('x'), props: [[0x3707, 'string8', sjis('表示.txt\0')]] }],
    })
    expect(readTnef(whole)?.files).toHaveLength(1)
    fc.assert(
      fc.property(damaged(whole), (bytes) => void readTnef(bytes)),
      { numRuns: 2000 },
    )
  })

  it('of S/MIME', () => {
    for (const whole of [
      writeSigned(utf8('x'), { streamed: true }),
      writeSigned(utf8('x')),
      writeEnveloped(),
    ]) {
      expect(readCms(whole)).toBeDefined()
      fc.assert(
        fc.property(damaged(whole), (bytes) => void readCms(bytes)),
        { numRuns: 1000 },
      )
    }
  })

  it('of calendars', () => {
    const whole = utf8(
      'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nDTSTART;TZID=X:20261125T100000\r\nDURATION:P1DT2H\r\nSUMMARY:a\r\nEND:VEVENT\r\nEND:VCALENDAR',
    )
    expect(readEvent(whole.toString())?.start?.iso).toBe('2026-11-25T10:00+09:00')
    fc.assert(
      fc.property(damaged(whole), (bytes) => void readEvent(bytes.toString('latin1'))),
      {
        numRuns: 2000,
      },
    )
  })
})

describe('containers that lie about their size', () => {
  it('cost no more than their bytes', () => {
    const many = Buffer.concat([writeTnef({}), ...Array.from({ length: 50_000 }, () => Buffer.alloc(11))])
    expect(readTnef(many)?.files).toEqual([])
    const props = Buffer.concat([u32(0xffffffff), Buffer.from('0201ffff', 'hex'), u32(0xffffffff)])
    const liar = Buffer.concat([writeTnef({}), Buffer.from([1]), u32(0x00069003), u32(props.length), props])
    expect(readTnef(Buffer.concat([liar, Buffer.alloc(2)]))?.text).toBe('')
  })

  it('end where they nest without end', async () => {
    let nested: Buffer = mail(['Content-Type: text/plain'], ['at last'])
    for (let depth = 0; depth < 8; depth++)
      nested = mail(
        ['Content-Type: application/pkcs7-mime; name=smime.p7m', 'Content-Transfer-Encoding: base64'],
        [writeSigned(nested).toString('base64')],
      )
    const read = await readMail(nested)
    expect(read.secured).toBe('smime-signed')
    expect(read.parts.map(({ name }) => name)).toEqual(['smime.p7m'])
  })
})
