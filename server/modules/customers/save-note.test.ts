import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { personWith } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { addNote, forgetNotes, listNotes, removeNote, restoreNote } from './save-note.ts'
import { customersOf, ownerOf } from './fixtures/customers.ts'

let test: TestDatabase
let owner: Caller

beforeAll(async () => {
  test = await testDatabase()
  owner = ownerOf(test)
})
beforeEach(() => test.clock.forward(60))

const { make } = customersOf(
  () => test,
  () => owner,
)

describe('notes', () => {
  it('are listed newest first and can be removed', async () => {
    const { id } = await make({ name: 'Noted' })
    const first = await test.db.tx((tx) => addNote(tx, owner, id, ' お電話は夕方 '))
    await test.db.tx((tx) => addNote(tx, owner, id, 'Second'))
    expect((await listNotes(test.db, owner, id)).map(({ text }) => text)).toEqual(['Second', 'お電話は夕方'])
    await test.db.tx((tx) => removeNote(tx, owner, id, first.id))
    expect(await listNotes(test.db, owner, id)).toMatchObject([{ text: 'Second', authorId: owner.id }])
  })

  it('come back as they were, by whoever brings them back, for an hour', async () => {
    const { id } = await make({ name: 'Restored' })
    const note = await test.db.tx((tx) => addNote(tx, owner, id, '消した'))
    const remove = () => test.db.tx((tx) => removeNote(tx, owner, id, note.id))
    const other = personWith(test.workspaceId, ['customers.read', 'customers.write'], 'all')
    const restore = () => test.db.tx((tx) => restoreNote(tx, other, id, note.id))
    const gone = { code: 'customers.no-note' }
    await expect(restore()).rejects.toMatchObject(gone)
    await remove()
    await expect(remove()).rejects.toMatchObject(gone)
    expect(await listNotes(test.db, owner, id)).toEqual([])
    test.clock.forward(600)
    await test.db.tx(forgetNotes)
    expect(await restore()).toEqual(note)
    expect(await listNotes(test.db, owner, id)).toEqual([note])
    await remove()
    test.clock.forward(3700)
    await test.db.tx(forgetNotes)
    await expect(restore()).rejects.toMatchObject(gone)
  })
})
