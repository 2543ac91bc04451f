import { beforeAll, expect, it } from 'vitest'
import { addAgent, addInbox } from '../../../test/factories/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { dropBytes } from './queries.ts'
import { keep, letter, PAPER, paperDesk } from './fixtures/paper.ts'
import { processArrivals } from './process-arrivals.ts'
import { downloadSource, showSource } from './show-source.ts'

const raw = 'From: hanako@customer.example\r\nSubject: x\r\n\r\n<script>alert(1)</script> はい'
const desk = await paperDesk()
const { test, inboxId } = desk
let agent: Caller
let outsider: Caller
let arrivalId: string
let messageId: string

beforeAll(async () => {
  agent = await addAgent(test.db, { sight: [inboxId] })
  outsider = await addAgent(test.db, { sight: [await addInbox(test.db, 'Others', PAPER)] })
  desk.read = () => [letter({ from: [{ kind: 'email', value: 'hanako@customer.example' }] })]
  ;[arrivalId = ''] = await keep(test.db, inboxId, [raw])
  await processArrivals(test.db)
  messageId = (
    await test.db.one<{ id: string }>(
      sql`select id from messages where workspace_id = ${test.db.workspaceId} and arrival_id = ${arrivalId}`,
    )
  ).id
})

it('shows a message in sight as it came, as text and as a file that no browser opens', async () => {
  expect(await showSource(test.db, agent, messageId)).toEqual({
    text: raw,
    size: Buffer.byteLength(raw),
    cut: false,
  })
  const file = await downloadSource(test.db, agent, messageId)
  expect(file).toMatchObject({ type: 'message/rfc822', size: Buffer.byteLength(raw) })
  expect(file.name).toMatch(/^message-\w+\.eml$/)
  expect(Buffer.concat(await file.open().toArray()).toString()).toBe(raw)
})

it('shows it to nobody who does not see the message', async () => {
  await expect(showSource(test.db, outsider, messageId)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(downloadSource(test.db, outsider, messageId)).rejects.toMatchObject({ kind: 'not-found' })
})

it('gives out nothing that did not come as a mail', async () => {
  desk.read = () => [letter()]
  const [id = ''] = await keep(test.db, inboxId, ['{"token":"secret"}'])
  await processArrivals(test.db)
  const other = await test.db.one<{ id: string }>(
    sql`select id from messages where workspace_id = ${test.db.workspaceId} and arrival_id = ${id}`,
  )
  await expect(showSource(test.db, agent, other.id)).rejects.toMatchObject({ code: 'intake.no-source' })
})

it('says so once its bytes were let go', async () => {
  await dropBytes(test.db, [arrivalId])
  await expect(showSource(test.db, agent, messageId)).rejects.toMatchObject({ code: 'intake.no-source' })
  await expect(downloadSource(test.db, agent, messageId)).rejects.toMatchObject({ code: 'intake.no-source' })
})
