import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { storeFile } from '../../kernel/files/index.ts'
import { addNote } from './add-note.ts'
import { keepUpload, openAttachment } from './keep-upload.ts'
import { saveDraft } from './save-draft.ts'
import { saveFirstDraft } from './save-first-draft.ts'
import { sweepUploads } from './sweep-uploads.ts'

const DAY = 24 * 3600
let test: TestDatabase
let agent: Caller & { id: string }
let thread: { conversationId: string }

beforeAll(async () => {
  test = await testDatabase()
  agent = await addAgent(test.db)
  thread = await receive(test.db, 'hanako@customer.example', await addInbox(test.db))
})

const upload = async (content: string): Promise<string> =>
  (await test.db.tx((tx) => keepUpload(tx, agent, 'x.txt', Buffer.from(content)))).id

const files = async (): Promise<number> =>
  (
    await test.db.one<{ n: number }>(sql`
      select count(*) as n from files f join file_chunks c on c.workspace_id = ${test.workspaceId} and c.file_id = f.id
      where f.workspace_id = ${test.workspaceId}`)
  ).n

describe('the nightly sweep', () => {
  it('forgets uploads that were never sent, and their files, and nothing else', async () => {
    const forgotten = await upload('forgotten')
    const sent = await upload('sent')
    const twin = await upload('sent')
    const drafted = await upload('drafted')
    const aside = await upload('aside')
    const first = await upload('first')
    const note = { conversationId: thread.conversationId, text: '控え', attachmentIds: [sent] }
    await test.db.tx((tx) => addNote(tx, agent, note as never))
    const blank = { text: '', html: null, attachmentIds: [] as string[], cc: [], bcc: [] }
    const body = {
      ...blank,
      kind: 'reply',
      to: null,
      attachmentIds: [drafted],
      aside: { ...blank, kind: 'note', attachmentIds: [aside] },
    }
    await test.db.tx((tx) => saveDraft(tx, agent, thread.conversationId, body as never))
    const letter = { ...blank, inboxId: null, subject: '', to: [], attachmentIds: [first] }
    await test.db.tx((tx) => saveFirstDraft(tx, agent, null, letter))
    test.clock.forward(6 * DAY)
    const young = await upload('young')
    expect(await sweepUploads(test.db)).toEqual({ uploads: 0, files: 0 })
    test.clock.forward(2 * DAY)
    expect(await sweepUploads(test.db)).toEqual({ uploads: 2, files: 1 })
    for (const id of [forgotten, twin])
      await expect(openAttachment(test.db, agent, id)).rejects.toMatchObject({ kind: 'not-found' })
    for (const id of [sent, drafted, aside, first, young])
      expect(await openAttachment(test.db, agent, id)).toMatchObject({ name: 'x.txt' })
    expect(await files()).toBe(5)
  })

  it('keeps a content anew that comes again after it was swept', async () => {
    const again = await upload('forgotten')
    const file = await openAttachment(test.db, agent, again)
    expect(Buffer.concat(await file.open().toArray()).toString()).toBe('forgotten')
  })

  it('leaves a file alone that somebody is about to use again', async () => {
    await test.db.tx((tx) => storeFile(tx, Buffer.from('used again')))
    test.clock.forward(2 * DAY)
    await test.db.tx(async (tx) => {
      await storeFile(tx, Buffer.from('used again'))
      expect(await sweepUploads(test.db)).toMatchObject({ files: 0 })
    })
    expect(await sweepUploads(test.db)).toMatchObject({ files: 1 })
  })
})
