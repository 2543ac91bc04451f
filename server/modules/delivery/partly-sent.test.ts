import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { gone, post, said, sender } from './fixtures/post.ts'
import { findNewestTo } from './keep-addresses.ts'
import { keepReport } from './keep-report.ts'
import { listUnsent } from './list-unsent.ts'
import { onBounced } from './on-events.ts'
import { sendMessage } from './send-message.ts'

vi.mock('../../channels/registry.ts', async () => (await import('./fixtures/post.ts')).registry)

let office: PostOffice
let form: string
beforeAll(async () => {
  office = await openPostOffice()
  form = await addInbox(office.test.db, 'Form', 'slip')
})
beforeEach(() => post.reset())

const reason = said('later@example.jp: try again later.')
const laterFor = (...accepted: string[]) => ({ outcome: 'unreachable' as const, reason, accepted })
const attempt = (id: string) => sendMessage(office.test.db, id, sender)
const news = (messageId: string, receipt: 'delivered' | 'read') =>
  office.test.db.tx((tx) => setReceipt(tx, { messageId, receipt }))
const bounce = (id: string, address: string) =>
  office.test.db.tx((tx) =>
    keepReport(tx, id, {
      kind: 'receipt',
      state: 'bounced',
      occurredAt: tx.now,
      recipients: [{ address, reason: said('No such mailbox.') }],
      reason: said('No such mailbox.'),
    }),
  )
const unsent = async (id: string) => {
  const { items } = await listUnsent(office.test.db, office.agent, { limit: 100, state: 'all' })
  return items.find(({ messageId }) => messageId === id)
}

describe('a message that some have and others are still to get', () => {
  it.each(['delivered', 'read'] as const)('goes on to the others whatever is heard (%s)', async (heard) => {
    const { id } = await office.write({ to: ['has@example.jp'], cc: ['later@example.jp'] })
    post.answers = [
      // So quickly that the attempt is still under way.
      async () => (await news(id, heard), laterFor('has@example.jp')),
    ]
    await attempt(id)
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'queued', receiptReason: reason })
    expect(await news(id, heard)).toBe(false)
    await attempt(id)
    expect(gone()).toEqual([['has@example.jp', 'later@example.jp'], ['later@example.jp']])
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'sent' })
    expect(await unsent(id)).toBeUndefined()
  })

  it('says that it failed for the others although it was read', async () => {
    const { id } = await office.write({ to: ['has@example.jp'], cc: ['wrong@example.jp'] })
    const unknown = said('wrong@example.jp: no such mailbox.')
    post.answers = [
      async () => (
        await news(id, 'read'), { outcome: 'refused', reason: unknown, accepted: ['has@example.jp'] }
      ),
    ]
    await attempt(id)
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'failed', receiptReason: unknown })
  })

  it('is the same letter for all of them', async () => {
    const { id } = await office.write({ to: ['has@example.jp'], cc: ['later@example.jp'] })
    post.answers = [laterFor('Has@example.jp')]
    await attempt(id)
    await attempt(id)
    expect(post.sent[1]).toMatchObject({
      to: [{ value: 'has@example.jp' }],
      cc: [{ value: 'later@example.jp' }],
      accepted: ['has@example.jp'],
    })
  })

  it('goes by mail to those alone, and to nobody else, where it answers a form', async () => {
    const { id } = await office.write({ to: ['chosen@example.jp'], cc: ['later@example.jp'] }, form)
    post.answers = [laterFor('chosen@example.jp')]
    await attempt(id)
    await attempt(id)
    expect(gone()).toEqual([['chosen@example.jp', 'later@example.jp'], ['later@example.jp']])
    expect(post.sent[1]?.to).toMatchObject([{ value: 'chosen@example.jp' }])
  })
})

describe('a message that its customer has, although it was not known to have left', () => {
  it('is not sent again, and waits no longer', async () => {
    const { id } = await office.write()
    await office.test.db.tx((tx) =>
      tx.run(sql`update messages set receipt = 'read' where workspace_id = ${tx.workspaceId} and id = ${id}`),
    )
    await attempt(id)
    expect(post.sent).toEqual([])
    expect(await unsent(id)).toBeUndefined()
  })
})

describe('what comes back while others are still to get a message', () => {
  it('stands with it at once, and when the others have it', async () => {
    const { id } = await office.write({ to: ['back@example.jp', 'later@example.jp'], cc: [] })
    post.answers = [laterFor('back@example.jp'), laterFor()]
    await attempt(id)
    await bounce(id, 'back@example.jp')
    expect(await office.messageOf(id)).toMatchObject({
      receipt: 'queued',
      receiptReason: { en: expect.stringMatching(/try again later\..*Not delivered to: back@example\.jp/) },
    })
    await attempt(id)
    expect(await office.messageOf(id)).toMatchObject({
      receiptReason: { ja: expect.stringMatching(/日本語.*届きませんでした：back@example\.jp/) },
    })
    await attempt(id)
    expect(await office.messageOf(id)).toMatchObject({
      receipt: 'sent',
      receiptReason: { en: 'Not everybody got it. Not delivered to: back@example.jp' },
    })
  })

  it('makes it one that came back where nobody else was in To', async () => {
    const { id } = await office.write({ to: ['only@example.jp'], cc: ['later@example.jp'] })
    post.answers = [laterFor('only@example.jp')]
    await attempt(id)
    await bounce(id, 'only@example.jp')
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'queued' })
    await attempt(id)
    await office.test.dispatch([onBounced])
    expect(gone()).toEqual([['only@example.jp', 'later@example.jp'], ['later@example.jp']])
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'bounced' })
    expect(await unsent(id)).toMatchObject({ reason: { en: expect.stringContaining('only@example.jp') } })
  })
})

describe('the address of a message that mail carries for a form', () => {
  it('is known to the inbox that it leaves through', async () => {
    const { test, inbox } = office
    const newest = (inboxId: string) =>
      test.db.tx(async (tx) =>
        (await findNewestTo(tx, [{ inboxId, address: 'taro@example.jp' }]))(inboxId, 'taro@example.jp'),
      )
    const before = await office.write({ to: ['taro@example.jp'], cc: [] })
    await attempt(before.id)
    expect(await newest(inbox)).toMatchObject({ messageId: before.id, several: false })
    const { id } = await office.write({ to: ['taro@example.jp'], cc: [] }, form)
    await attempt(id)
    expect(await newest(inbox)).toMatchObject({ messageId: id, several: true })
    expect(await newest(form)).toBeUndefined()
  })
})
