import { expect, it } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import { raiseVersion } from '../conversations/index.ts'
import { normaliseIdentity } from '../customers/index.ts'
import { forgetAccount } from '../inboxes/index.ts'
import type { ImportOptions } from './contract-mapping.ts'
import { erases } from './erase-imports.ts'
import { importDesk } from './fixtures/import-desk.ts'
import { getImport, listImports } from './list-imports.ts'
import { cancelImport, removeImport, saveMapping, startMaking, startUndoing } from './steer-import.ts'

const desk = await importDesk()
const { db, owner } = desk

const columns: ImportOptions = { rows: 'messages', columns: ['id', 'at', 'mail', 'text'] }
const HEAD = 'number,date,email,text'
const left = async () => [await desk.count('import_items'), await desk.count('import_pieces')]

it('that was cancelled and taken back at once leaves nothing of its file', async () => {
  const row = await desk.read(
    'csv',
    `${HEAD}\n1,2024-03-01 09:00,a@mail.example,one`,
    { account: 'cancelled' },
    columns,
  )
  expect(await left()).not.toEqual([0, 0])
  await db.tx((tx) => cancelImport(tx, owner, row.id))
  await db.tx((tx) => startUndoing(tx, owner, row.id))
  await desk.work(row.id)
  expect((await desk.row(row.id)).state).toBe('undone')
  expect(await left()).toEqual([0, 0])
})

it('tells how much of a conversation without end is left out', { timeout: 60_000 }, async () => {
  const lines = Array.from({ length: 10_003 }, (_unused, n) => {
    const at = new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString()
    return `long,${at},long@mail.example,message ${n}`
  })
  const row = await desk.read('csv', [HEAD, ...lines].join('\n'), { account: 'long' }, columns)
  expect(row.counts).toMatchObject({ messages: 10_000 })
  expect(await desk.issues(row.id)).toMatchObject([{ code: 'too-many', subject: 'long', detail: '3' }])
  await db.tx((tx) => cancelImport(tx, owner, row.id))
  await desk.work(row.id)
})

it('loses nobody else’s conversation where somebody is erased meanwhile', async () => {
  const table = [
    HEAD,
    '1,2024-03-01 09:00,suzuki@mail.example,Tanaka <tanaka@mail.example> told me of it',
    '2,2024-03-01 10:00,tanaka@mail.example,this is mine',
  ]
  const row = await desk.read('csv', table.join('\n'), { account: 'erased' }, columns)
  const who = { ids: [], addresses: [normaliseIdentity('email', 'tanaka@mail.example')] }
  await db.tx((tx) => erases.person?.(tx, who) ?? Promise.resolve({}))
  await desk.make(row.id)
  const made = await desk.conversations()
  expect(made.map(({ customer }) => customer)).toEqual(['suzuki'])
  const [said] = await desk.said(made[0]?.id ?? '')
  expect(said?.text).toBe('Tanaka <erased@sender.invalid> told me of it')
})

/** A conversation of one customer in which another one wrote. */
const both = (account: string) =>
  desk.read(
    'zendesk',
    JSON.stringify({
      id: 1,
      subject: account,
      status: 'open',
      requester_id: 1,
      requester: { id: 1, name: `${account} one`, email: `${account}1@mail.example`, role: 'end-user' },
      submitter: { id: 2, name: `${account} two`, email: `${account}2@mail.example`, role: 'end-user' },
      created_at: '2024-03-01T00:00:00Z',
      comments: [1, 2].map((id) => ({
        id,
        author_id: id,
        body: `by ${id}`,
        public: true,
        created_at: `2024-03-01T0${id}:00:00Z`,
      })),
    }),
    { account },
  )

const named = async (name: string) =>
  (await db.many(sql`select id from customers where workspace_id = ${db.workspaceId} and name = ${name}`))
    .length

it('leaves whoever wrote in somebody else’s conversation that stays', async () => {
  const row = await both('stays')
  await desk.make(row.id)
  const { id } = (await desk.conversations()).at(-1) as { id: string }
  await db.tx((tx) => raiseVersion(tx, id))
  expect((await desk.undo(row.id)).counts).toMatchObject({ conversationsKept: 1 })
  expect([await named('stays one'), await named('stays two')]).toEqual([1, 1])
})

it('removes one from the list at once, and what it holds a piece at a time', async () => {
  const row = await both('removed')
  await db.tx((tx) => removeImport(tx, owner, row.id))
  expect((await listImports(db, owner)).map(({ id }) => id)).not.toContain(row.id)
  await expect(getImport(db, owner, row.id)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await left()).not.toEqual([0, 0])
  await desk.work(row.id)
  expect(await desk.row(row.id)).toBeUndefined()
  expect(await left()).toEqual([0, 0])
})

it('is not made into an inbox that was closed since it was chosen', async () => {
  const other = await desk.inboxOf('email', 'second@shop.example')
  const row = await both('closed')
  const mapping = { ...row.mapping, inboxes: { 'second@shop.example': other } }
  await db.tx((tx) => saveMapping(tx, owner, row.id, mapping))
  await db.tx((tx) =>
    tx.run(
      sql`update inboxes set state = 'archived' where workspace_id = ${tx.workspaceId} and id = ${other}`,
    ),
  )
  forgetAccount(db.kernel, other)
  await expect(db.tx((tx) => startMaking(tx, owner, row.id))).rejects.toMatchObject({ kind: 'invalid' })
})
