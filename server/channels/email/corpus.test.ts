import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Arrival } from '../channel.ts'
import { parse } from './parse/parse.ts'
import { testAccount } from './testing.ts'

/** Public test mails beside the repository; not part of it. */
const folder = join(import.meta.dirname, '../../../../shared/corpora/mail')
const present = existsSync(folder)
if (!present) process.stdout.write('Corpus tests skipped: ../shared/corpora/mail is not there.\n')
const files = present
  ? (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.eml')).toSorted()
  : []

const account = testAccount()
const ownId = 'm.0192f000-0000-7000-8000-000000000001@shop.example'
const of = (part: string): string[] => files.filter((name) => name.includes(part))

describe.skipIf(!present)('public test mails', () => {
  it('are all taken in: every one gives one arrival that makes sense', async () => {
    for (const name of files) {
      const arrivals = await parse(readFileSync(join(folder, name)), account)
      expect({ name, count: arrivals.length }).toEqual({ name, count: 1 })
      const [arrival] = arrivals
      if (arrival?.kind !== 'message') continue
      expect({ name, address: arrival.from[0].value }).toEqual({
        name,
        address: expect.stringMatching(/^\S+@\S+$/),
      })
      expect({ name, key: arrival.messageKey }).toEqual({ name, key: expect.stringMatching(/\S/) })
      expect({ name, time: Number.isNaN(arrival.occurredAt.getTime()) }).toEqual({ name, time: false })
      for (const file of arrival.files)
        expect({ name, file: file.name }).toEqual({ name, file: expect.stringMatching(/[^./\\]/) })
    }
  })

  it('read well in Japanese', async () => {
    const read = async (part: string) => {
      const [name = ''] = of(part)
      const [arrival] = await parse(readFileSync(join(folder, name)), account)
      return arrival
    }
    expect(await read('multi_charset/japanese.eml')).toMatchObject({
      subject: 'まみむめも',
      text: expect.stringContaining('かきくえこ'),
    })
    expect(await read('multi_charset/japanese_iso_2022.eml')).toMatchObject({
      subject: 'まみむめも',
      text: expect.stringContaining('すみません。'),
    })
    expect(await read('multi_charset/japanese_shift_jis.eml')).toMatchObject({
      text: expect.stringContaining('このメールはテスト用のメールです。'),
    })
    expect(await read('multi_charset/japanese_attachment.eml')).toMatchObject({
      files: [{ name: 'てすと.txt' }],
    })
  })

  const classOf = (arrival: Arrival | undefined): string => {
    if (arrival?.kind === 'message') return arrival.automatic ?? 'person'
    return arrival?.kind === 'receipt' ? arrival.state : 'ignored'
  }
  const bounces = of('bounces').map((path) => ({ path, name: basename(path) }))
  /** A person passes a bounce on in a letter of their own. */
  const letters = ['lhost-sendmail-14.eml']

  it('of mail systems are told apart as they stand: no machine becomes a customer', async () => {
    const counts: Record<string, number> = {}
    for (const { path, name } of bounces) {
      const [arrival] = await parse(readFileSync(join(folder, path)), account)
      const found = classOf(arrival)
      counts[found] = (counts[found] ?? 0) + 1
      const allowed = name.startsWith('rfc3834-')
        ? ['absence']
        : name.startsWith('arf-')
          ? ['complained']
          : letters.includes(name)
            ? ['person']
            : ['bounced', 'delayed', 'complained', 'delivered']
      expect({ name, found: allowed.includes(found) ? 'well' : found }).toEqual({ name, found: 'well' })
    }
    expect(counts['bounced']).toBeGreaterThan(280)
    expect(counts['delayed']).toBeGreaterThan(5)
  })

  it('name whom they are about, wherever a report for machines does', async () => {
    const missed: string[] = []
    let count = 0
    for (const { path, name } of bounces.filter((one) => !/^(?:arf|rfc3834)-/.test(one.name))) {
      const raw = readFileSync(join(folder, path))
      const [arrival] = await parse(raw, account)
      if (letters.includes(name) || arrival?.kind !== 'receipt') continue
      const said = [
        ...raw
          .toString('latin1')
          .matchAll(/^(?:final|original)-recipient:[^;\r\n]*;[ \t]*<?([^\s<>;|/]+@[^\s<>]+)/gim),
      ]
      const meant = said.map(([, address = '']) => address.toLowerCase())
      const named = (arrival.recipients ?? []).map(({ address }) => address.toLowerCase())
      if (meant.length === 0) {
        if (named.length === 0 && arrival.state !== 'delivered') missed.push(name)
        continue
      }
      count += 1
      if (!named.some((address) => meant.includes(address)) && arrival.state !== 'delivered')
        missed.push(name)
    }
    expect(count).toBeGreaterThan(170)
    expect(missed.slice(5)).toEqual([])
  })

  it('of 300 mail systems that bounce are attached to the mail that bounced', async () => {
    const missed: string[] = []
    let count = 0
    for (const { path, name } of bounces.filter((one) => !/^(?:arf|rfc3834)-/.test(one.name))) {
      const raw = readFileSync(join(folder, path)).toString('latin1')
      const end = raw.search(/\r?\n\r?\n/)
      const body = raw.slice(end)
      if (!/message-id:\s*</i.test(body) || letters.includes(name)) continue
      count += 1
      // The bounce as it would look if the mail had been ours.
      const ours = raw.slice(0, end) + body.replaceAll(/(message-id:\s*)<[^>\s]*>/gi, `$1<${ownId}>`)
      const [arrival] = await parse(Buffer.from(ours, 'latin1'), account)
      if (arrival?.kind !== 'receipt' || arrival.messageKey !== ownId) missed.push(name)
    }
    expect(count).toBeGreaterThan(200)
    // What follows the report in one of them is no part of any: its structure is broken.
    expect(missed.slice(2)).toEqual([])
  })
})
