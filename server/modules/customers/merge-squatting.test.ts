import { beforeAll, describe, expect, it } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { customersOf } from './fixtures/customers.ts'
import { mergerOf, mergingOf, stateOf } from './fixtures/merging.ts'
import { emailOf, identify } from './index.ts'
import { addIdentity } from './save-identity.ts'

let test: TestDatabase
let owner: Caller
let inboxA: string

beforeAll(async () => {
  test = await testDatabase()
  owner = mergerOf(test)
  inboxA = await addInbox(test.db, 'A')
})

const { make } = customersOf(
  () => test,
  () => owner,
)
const { merge, undo } = mergingOf(() => test)

describe('who only typed an address', () => {
  const person = async (chat: string, mail?: string) => {
    const addresses = [{ kind: 'chat', value: chat }, ...(mail ? [{ kind: 'email', value: mail }] : [])]
    const [found] = await test.db.tx((tx) => identify(tx, [{ inboxId: inboxA, addresses, verified: false }]))
    return found?.customerId as string
  }

  it('never gets an answer to the other by mail, whoever survives', async () => {
    for (const direction of ['squatter', 'owner']) {
      const squatter = await person(`squatter-${direction}`, `evil-${direction}@example.jp`)
      const trueOwner = await person(`true-owner-${direction}`)
      const [survivor, merged] = direction === 'owner' ? [trueOwner, squatter] : [squatter, trueOwner]
      const id = await merge(survivor, merged)
      const to = (chat: string) => emailOf(test.db, survivor, [{ kind: 'chat', value: chat }])
      expect(await to(`true-owner-${direction}`)).toBeUndefined()
      expect(await to(`squatter-${direction}`)).toBe(`evil-${direction}@example.jp`)
      // Nor by typing another one now.
      await person(`squatter-${direction}`, `more-${direction}@example.jp`)
      expect(await to(`true-owner-${direction}`)).toBeUndefined()
      await undo(id)
      const { identities } = await stateOf(test, [trueOwner])
      expect(identities.map((row) => (row as { kind: string }).kind)).toEqual(['chat'])
    }
  })

  it('may be answered at a proven address, which is the true owner’s', async () => {
    const squatter = await person('squatter-proven')
    const trueOwner = (await make({ name: 'Proven' })).id
    await test.db.tx((tx) => addIdentity(tx, owner, trueOwner, { kind: 'email', value: 'proven@example.jp' }))
    await test.db.tx((tx) =>
      tx.run(sql`
        update identities set verified = true where workspace_id = ${tx.workspaceId} and value_key = 'proven@example.jp'`),
    )
    await merge(trueOwner, squatter)
    expect(await emailOf(test.db, trueOwner, [{ kind: 'chat', value: 'squatter-proven' }])).toBe(
      'proven@example.jp',
    )
  })
})
