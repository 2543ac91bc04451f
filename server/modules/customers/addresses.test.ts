import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { someoneWaits } from '../../../test/harness/someone-waits.ts'
import type { Caller } from '../../kernel/caller.ts'
import { newId } from '../../kernel/ids.ts'
import { emailOf, identify } from './index.ts'
import { addIdentity, removeIdentity } from './save-identity.ts'
import { customersOf, ownerOf } from './fixtures/customers.ts'

let test: TestDatabase
let owner: Caller
let inboxA: string

beforeAll(async () => {
  test = await testDatabase()
  owner = ownerOf(test)
  inboxA = await addInbox(test.db)
})
beforeEach(() => test.clock.forward(60))

const { make, names } = customersOf(
  () => test,
  () => owner,
)

describe('addresses', () => {
  it('are added, found, and removed', async () => {
    const { id } = await make({ name: 'Addressed' })
    const added = await test.db.tx((tx) =>
      addIdentity(tx, owner, id, { kind: 'phone', value: '080-3333-4444' }),
    )
    expect(added).toMatchObject({ kind: 'phone', value: '080-3333-4444', verified: false })
    expect(await names('08033334444')).toEqual(['Addressed'])
    expect(await names('4444')).toEqual(['Addressed'])
    expect(await names('+81 80 3333')).toEqual(['Addressed'])
    await expect(
      test.db.tx((tx) => addIdentity(tx, owner, id, { kind: 'phone', value: '+818033334444' })),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await test.db.tx((tx) => removeIdentity(tx, owner, id, added.id))
    expect(await names('08033334444')).toEqual([])
    await expect(test.db.tx((tx) => removeIdentity(tx, owner, id, added.id))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('are both found when two agents add one each at once', async () => {
    const { id } = await make({ name: 'At once' })
    const add = (value: string) => test.db.tx((tx) => addIdentity(tx, owner, id, { kind: 'email', value }))
    let second: Promise<unknown> = Promise.resolve()
    await test.db.tx(async (tx) => {
      await addIdentity(tx, owner, id, { kind: 'email', value: 'first@at-once.example' })
      second = add('second@at-once.example')
      await someoneWaits(test.db)
    })
    await second
    expect(await names('first@at-once')).toEqual(['At once'])
    expect(await names('second@at-once')).toEqual(['At once'])
  })

  it('of a mail reach a customer: a proven one first, a claimed one of somebody else’s last', async () => {
    const { id } = await make({ name: 'Mail', email: 'mail-owner@example.jp' })
    expect(await emailOf(test.db, id)).toBe('mail-owner@example.jp')
    const [visitor] = await test.db.tx((tx) =>
      identify(tx, [
        {
          inboxId: inboxA,
          verified: false,
          addresses: [
            { kind: 'chat', value: 'claims' },
            { kind: 'email', value: 'mail-owner@example.jp' },
          ],
        },
      ]),
    )
    expect(await emailOf(test.db, visitor!.customerId)).toBe('mail-owner@example.jp')
    expect(await emailOf(test.db, newId())).toBeUndefined()
  })
})
