import { afterAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../bench/faults/fault.ts'
import { allFaults } from '../../bench/faults/index.ts'
import { runFault } from '../../bench/faults/run-fault.ts'
import { openStreet, type Street } from '../../bench/faults/street.ts'

/** Of all faults those that break a promise soonest, in one world; `npm run bench -- faults` gives each its own. */
const SHORT = [
  'smtp-in-closes-before-250',
  'smtp-closes',
  'database-drops-connections',
  'worker-killed-after-send',
]

/** Nothing is asserted on it: a busy machine may be slow. */
const LONGEST_MS = 400_000

/** Takes a message away and adds another and an answer once more, as a product would that breaks its promises. */
const sabotage: Fault = {
  name: 'sabotage',
  what: 'Loses one message, doubles one message and one answer.',
  patience: 3,
  async strike({ house, sink }) {
    await expect.poll(() => sink.marks.includes('#reply-1#'), { timeout: 30_000 }).toBe(true)
    sink.marks.push('#reply-1#')
    const done = async (statement: string): Promise<void> => {
      await expect.poll(() => house.query(statement), { timeout: 30_000 }).toHaveLength(1)
    }
    await done(`update messages set text = 'nothing' where text like '#chat-1#%' returning id`)
    await done(
      `update messages set text = replace(text, '#chat-3#', '#chat-2#') where text like '#chat-3#%' returning id`,
    )
  },
}

const started = await openStreet()

describe.skipIf('skipped' in started)('faults while messages arrive and answers leave', () => {
  const street = started as Street
  afterAll(() => street.stop())

  it(
    'lose and double nothing, one after the other',
    async () => {
      const faults = SHORT.map((name) => allFaults.find((one) => one.name === name))
      expect(faults).not.toContain(undefined)
      const row = await runFault(
        {
          name: 'short',
          what: SHORT.join(', '),
          async strike(world) {
            for (const fault of faults) await fault?.strike(world)
          },
        },
        street,
      )
      expect(row).toMatchObject({ lost: 0, doubled: 0, marks: [] })
      expect('sent' in row && row.sent).toBeGreaterThan(200)
    },
    LONGEST_MS,
  )

  it(
    'are counted by somebody who sees what is lost and doubled',
    async () => {
      const row = await runFault(sabotage, street)
      expect(row).toMatchObject({ lost: 2, doubled: 2 })
    },
    LONGEST_MS,
  )
})
