import { expect, it } from 'vitest'
import { testDatabase } from '../../../test/harness/database.ts'
import { defineEvent } from './events.ts'
import { handledUntil } from './queries.ts'

const happened = defineEvent<{ what: string }>('test.happened')
const other = defineEvent<{ what: string }>('test.other')
const { db, clock } = await testDatabase()

it('reaches as far as the oldest event that waits, whichever was announced first', async () => {
  const until = () => db.tx((tx) => handledUntil(tx, [happened]))
  expect(await until()).toEqual(clock.now())
  const began = clock.now()
  await db.tx(async (slow) => {
    slow.announce(happened({ what: 'slow' }))
    clock.forward(60)
    await db.tx(async (fast) => fast.announce(happened({ what: 'fast' })))
  })
  await db.tx(async (tx) => tx.announce(other({ what: 'other' })))
  expect(await until()).toEqual(began)
})
