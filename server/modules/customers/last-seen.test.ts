import { expect, it } from 'vitest'
import { testDatabase } from '../../../test/harness/index.ts'
import { systemCaller } from '../../kernel/caller.ts'
import { createCustomer } from './create-customer.ts'
import { getCustomer } from './get-customer.ts'
import { noteLastSeen } from './index.ts'

it('keeps the latest moment at which a customer was heard of, in any order', async () => {
  const test = await testDatabase()
  const caller = systemCaller(test.workspaceId)
  const { id } = await test.db.tx((tx) => createCustomer(tx, caller, { name: '佐藤', attributes: {} }))
  const [early, late] = [new Date('2030-01-01T00:00:00Z'), new Date('2031-01-01T00:00:00Z')]
  const seen = (...times: Date[]) =>
    test.db.tx((tx) =>
      noteLastSeen(
        tx,
        times.map((at) => ({ customerId: id, at })),
      ),
    )
  await seen(late, early)
  await seen(early)
  expect((await getCustomer(test.db, caller, id)).lastSeenAt).toBe(late.toISOString())
})
