import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { csvRows, formOf } from './csv-records.ts'
import { entriesOf, readEntry } from './entries.ts'
import { bytesOf, collect } from './file-pieces.ts'
import { jsonRecords } from './json-records.ts'
import { mboxRecords } from './mbox-records.ts'
import { BadArchive } from './zip.ts'

/** The bytes in pieces of a length, as they come from the database. */
const pieces = async function* (bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}
const all = async <T>(from: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = []
  for await (const one of from) list.push(one)
  return list
}
const length = fc.integer({ min: 1, max: 50 })
const shape = { lists: new Set(['tickets', 'users', 'payload']), around: new Set(['data', '_embedded']) }
const parsed = async (text: string, size = 7) =>
  (await all(jsonRecords(pieces(Buffer.from(text), size), shape)))
    .filter(({ list }) => list === undefined || shape.lists.has(list))
    .map(({ bytes, list }) => [list ?? '', JSON.parse(bytes.toString().replace('\uFEFF', ''))])

describe('JSON', () => {
  const record = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => ({ id: 1, ...value }))

  it('is taken apart whatever way its records are put together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 6 }), length, async (records, size) => {
        const plain = JSON.parse(JSON.stringify(records)) as unknown[]
        const of = (list: string) => plain.map((one) => [list, one])
        expect(await parsed(JSON.stringify(records, null, 2), size)).toEqual(of(''))
        expect(await parsed(records.map((one) => JSON.stringify(one)).join('\n'), size)).toEqual(of(''))
        expect(await parsed(JSON.stringify({ count: 3, tickets: records, next_page: null }), size)).toEqual(
          of('tickets'),
        )
        expect(await parsed(JSON.stringify({ data: { meta: { id: 1 }, payload: records } }), size)).toEqual(
          of('payload'),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('takes an object with lists in it for a record where it has an id before', async () => {
    const ticket = { url: 'x', id: 5, users: [1], tickets: [{ id: 6 }] }
    expect(await parsed(JSON.stringify(ticket))).toEqual([['', ticket]])
    const two = { _embedded: { tickets: [ticket] }, page: { size: 1 } }
    expect(await parsed(`\uFEFF${JSON.stringify(two)}`)).toEqual([['tickets', ticket]])
  })

  it('tells where each record ends', async () => {
    const text = '{"id":1}\n{"id":2}\n'
    expect((await all(jsonRecords(pieces(Buffer.from(text), 3), shape))).map(({ end }) => end)).toEqual([
      8, 17,
    ])
  })

  it('never fails on what is none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', ' ', '\n', 'a', '1') }),
        length,
        async (text, size) => {
          await all(jsonRecords(pieces(Buffer.from(text), size), shape))
        },
      ),
    )
  })
})

describe('a table', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', 'あ', '髙', ' ') })
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
  const write = (table: readonly string[][]): string =>
    table.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n')

  it('is read as it was written, whatever stands in its cells', async () => {
    await fc.assert(
      fc.asyncProperty(rows, length, async (table, size) => {
        const read = await all(
          csvRows(pieces(Buffer.from(write(table)), size), { encoding: 'utf-8', delimiter: ',' }),
        )
        expect(read.map(({ cells }) => cells)).toEqual(
          table.filter((cells) => cells.some((one) => one !== '')),
        )
      }),
      { numRuns: 100 },
    )
  })

  it('is recognised by its beginning', () => {
    expect(formOf(Buffer.from('件名;本文\r\n'))).toEqual({ encoding: 'utf-8', delimiter: ';' })
    expect(formOf(Buffer.from('\uFEFFa\tb\r\n'))).toEqual({ encoding: 'utf-8', delimiter: '\t' })
    expect(
      formOf(Buffer.from([0x8c, 0x8f, 0x96, 0xbc, 0x2c, 0x96, 0x7b, 0x95, 0xb6, 0x0d, 0x0a, 0x41])),
    ).toEqual({
      encoding: 'shift_jis',
      delimiter: ',',
    })
  })
})

describe('a mailbox', () => {
  it('is taken apart into the mails that were put in', async () => {
    const line = fc.constantFrom(
      '',
      'Hello',
      'From here on',
      'From x Tue Mar 05 09:30:00 2024',
      'こんにちは',
      '>From y',
    )
    const body = fc.array(line, { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 5 }), length, async (bodies, size) => {
        const mails = bodies.map((lines, at) => ['Subject: a', `X-N: ${at}`, '', ...lines, 'end'].join('\n'))
        const box = mails
          .map((mail) => `From - Tue Mar 05 09:30:00 2024\n${mail.replace(/^(>*From )/gm, '>$1')}\n\n`)
          .join('')
        const records = await all(mboxRecords(pieces(Buffer.from(box), size)))
        expect(records.map(({ bytes }) => bytes.toString())).toEqual(mails.map((mail) => `${mail}\n`))
      }),
      { numRuns: 100 },
    )
  })

  it('does not take a line of words for a new mail where its program does not quote it', async () => {
    const box =
      'From a@b Tue Mar 05 09:30:00 2024\nSubject: a\n\nHello.\n\nFrom Monday 9:30 until 2024 we are closed.\nBye.\n'
    expect(await all(mboxRecords(pieces(Buffer.from(box), 5)))).toHaveLength(1)
  })
})

describe('an upload', () => {
  const names = async (file: Buffer, name = 'x.zip') =>
    (await entriesOf(bytesOf(file), name)).map((entry) => entry.name)

  it('may be an archive, whose files keep their names as names and nothing more', async () => {
    const file = Buffer.from(
      zipSync({
        'tickets/1.json': strToU8('{"id":1}'),
        '../../etc/passwd': strToU8('x'),
        '__MACOSX/._a': strToU8('y'),
      }),
    )
    expect(await names(file)).toEqual(['tickets/1.json', '../../etc/passwd'])
    const [entry] = await entriesOf(bytesOf(file), 'x.zip')
    expect((await collect((entry as never as { open(): AsyncGenerator<Buffer> }).open())).toString()).toBe(
      '{"id":1}',
    )
  })

  it('may be packed by itself', async () => {
    const [entry] = await entriesOf(bytesOf(gzipSync(Buffer.from('hello'))), 'box.mbox.gz')
    expect(entry?.name).toBe('box.mbox')
    expect((entry && (await readEntry(entry, 100)))?.toString()).toBe('hello')
  })

  it('is refused where it unpacks to far more than it is, or is damaged or locked', async () => {
    const zeros = Buffer.alloc(80 * 1024 * 1024)
    const bomb = Buffer.from(zipSync({ 'a.json': zeros }, { level: 9 }))
    const [entry] = await entriesOf(bytesOf(bomb), 'x.zip')
    await expect(collect((entry as never as { open(): AsyncGenerator<Buffer> }).open())).rejects.toThrow(
      'bomb',
    )
    const [packed] = await entriesOf(bytesOf(gzipSync(zeros)), 'x.gz')
    await expect(collect((packed as never as { open(): AsyncGenerator<Buffer> }).open())).rejects.toThrow(
      'bomb',
    )
    const file = Buffer.from(zipSync({ 'a.json': strToU8('{"id":1}') }))
    await expect(entriesOf(bytesOf(file.subarray(0, file.length - 8)), 'x.zip')).rejects.toThrow('damaged')
    const locked = Buffer.from(file)
    locked.writeUInt16LE(1, locked.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8)
    await expect(entriesOf(bytesOf(locked), 'x.zip')).rejects.toThrow('locked')
  })

  it('never ends in anything but a refusal, however its archive is damaged', async () => {
    const file = Buffer.from(
      zipSync({ 'a.json': strToU8('{"id":1}'.repeat(50)), 'b.json': strToU8('[1,2]') }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const damaged = Buffer.from(file)
          for (const [at, value] of changes) if (at > 3) damaged[at] = value
          const read = async (): Promise<void> => {
            for (const entry of await entriesOf(bytesOf(damaged), 'x.zip')) await readEntry(entry, 1_000_000)
          }
          const failure: unknown = await read().catch((error: unknown) => error)
          expect(failure === undefined || failure instanceof BadArchive).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })
})
