import type { ChildProcess } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { beforeAll, describe, expect, it } from 'vitest'
import { addInbox } from '../../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../../test/harness/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { createAccept, processArrivals } from '../../../modules/intake/index.ts'
import type { Arrival, Channel } from '../../channel.ts'
import { channels } from '../../registry.ts'
import { channel } from '../index.ts'
import { testAccount } from '../testing.ts'
import { ApartReader, usualLimits } from './parse-apart.ts'

const account = testAccount()
const small = Buffer.from('From: a@b.example\r\nSubject: small\r\n\r\nx')
const mail = (header: string, body: string): Buffer =>
  Buffer.from(`From: a@b.example\r\nSubject: large\r\n${header}\r\n\r\n${body}`)
/** Every character begins an escape that never comes. */
const slow = mail('Content-Transfer-Encoding: quoted-printable', '='.repeat(20_000_000))
/** Every line ends in the middle of a paragraph. */
const hungry = mail('Content-Type: text/plain; format=flowed', 'a \r\n'.repeat(5_000_000))

/** The subject of what was read, or why nothing was. */
const outcome = (reading: Promise<Arrival[]>): Promise<string | undefined> =>
  reading.then(
    ([arrival]) => (arrival?.kind === 'message' ? arrival.subject : undefined),
    (error: Error) => error.message,
  )

describe('a mail of 20 MB', () => {
  it('holds nothing else up while it is read', async () => {
    let ticks = 0
    const ticking = setInterval(() => ticks++, 10)
    expect(await outcome(channel.parse(slow, account))).toBe('large')
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(20)
  })

  it('that needs more memory than it may have is refused, and the next one is read', async () => {
    const reader = new ApartReader({ ...usualLimits, heapMegabytes: 64 })
    const all = [reader.parse(hungry, account), reader.parse(small, account)].map(outcome)
    expect(await Promise.all(all)).toEqual([expect.stringMatching(/broke down.* 64 MB of memory/), 'small'])
  })

  it('that takes too long is refused', async () => {
    const reader = new ApartReader({ ...usualLimits, milliseconds: 1 })
    expect(await outcome(reader.parse(slow, account))).toMatch('took longer than 0.001 seconds')
  })
})

it('keeps the reasons of a refusal', async () => {
  const reader = new ApartReader(usualLimits)
  await expect(reader.parse(Buffer.from('\n\nhello'), account)).rejects.toThrow(/no mail/)
})

it('reads a mail although the process that read the one before died meanwhile', async () => {
  const begun: ChildProcess[] = []
  const note = (message: unknown): unknown => begun.push((message as { process: ChildProcess }).process)
  subscribe('child_process', note)
  const reader = new ApartReader(usualLimits)
  expect(await outcome(reader.parse(small, account))).toBe('small')
  begun[0]?.kill('SIGKILL')
  expect(await outcome(reader.parse(small, account))).toBe('small')
  unsubscribe('child_process', note)
  expect(begun).toHaveLength(2)
})

describe('a mail that breaks its reader down', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await testDatabase()
  })

  it('lies in quarantine with the reason, and its neighbours are taken in', async () => {
    const reader = new ApartReader({ ...usualLimits, heapMegabytes: 64 })
    const all = (await channels()) as Map<string, Channel>
    all.set('tight', { ...channel, name: 'tight', parse: (raw) => reader.parse(raw, account) } as Channel)
    const inbox = { workspaceId: test.workspaceId, id: await addInbox(test.db, 'Mail', 'tight') }
    const accept = createAccept(test.database, () => undefined)
    for (const [at, raw] of [small, hungry, small].entries()) await accept(inbox, raw, `mail ${at}`)
    expect(await processArrivals(test.db)).toBe(3)
    expect(
      await test.db.many(sql`
        select external_id as id, state, reason from arrivals where workspace_id = ${test.workspaceId} order by id`),
    ).toEqual([
      { id: 'mail 0', state: 'done', reason: null },
      {
        id: 'mail 1',
        state: 'quarantined',
        reason: expect.stringMatching(/^unreadable: The program that read this mail broke down/),
      },
      { id: 'mail 2', state: 'done', reason: null },
    ])
  })
})
