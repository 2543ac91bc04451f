import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { inboxChanged } from '../inboxes/index.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { post, sender } from './fixtures/post.ts'
import { listUnsent } from './list-unsent.ts'
import { onInboxChanged } from './on-events.ts'
import { resendAll, resendMessage } from './resend-message.ts'
import { sendMessage } from './send-message.ts'

vi.mock('../../channels/registry.ts', async () => (await import('./fixtures/post.ts')).registry)

let office: PostOffice
let inboxId: string
beforeAll(async () => {
  office = await openPostOffice()
})
beforeEach(async () => {
  post.reset()
  inboxId = await addInbox(office.test.db, `Post ${Math.random()}`, 'post')
})

/** As another process sets it: this one may still remember the inbox as it was. */
const set = async (state: string): Promise<void> => {
  await office.test.db.tx(async (tx) => {
    await tx.run(
      sql`update inboxes set state = ${state} where workspace_id = ${tx.workspaceId} and id = ${inboxId}`,
    )
    tx.announce(inboxChanged({ inboxId, sight: false, health: false }))
  })
  await office.test.dispatch([onInboxChanged])
}
const later = () => office.test.clock.forward(6)
const send = (id: string) => sendMessage(office.test.db, id, sender)
const unsent = async () =>
  (await listUnsent(office.test.db, office.agent, { limit: 10, state: 'all', inboxId })).items.map(
    ({ messageId, receipt, reason }) => ({ messageId, receipt, reason: reason?.ja }),
  )

describe('what is queued when its inbox is archived', () => {
  it('is not sent, stands with what was not sent, and goes out when it is resent after that', async () => {
    const { id } = await office.write({}, inboxId)
    await set('archived')
    later()
    await send(id)
    expect(post.sent).toEqual([])
    const reason = expect.stringContaining('アーカイブされたため、送信していません')
    expect(await unsent()).toEqual([{ messageId: id, receipt: 'failed', reason }])
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'failed' })
    const again = { messageId: id, anyway: false }
    await expect(office.test.db.tx((tx) => resendMessage(tx, office.agent, again))).rejects.toMatchObject({
      code: 'conversations.archived',
    })
    expect(await office.test.db.tx((tx) => resendAll(tx, office.agent, inboxId))).toBe(0)
    await set('active')
    later()
    // Nothing goes out by itself: weeks may have passed.
    expect(await unsent()).toEqual([{ messageId: id, receipt: 'failed', reason }])
    await office.test.db.tx((tx) => resendMessage(tx, office.agent, again))
    await send(id)
    expect(post.sent.map((message) => message.id)).toEqual([id])
    expect(await unsent()).toEqual([])
  })
})

describe('what is queued while its inbox is paused', () => {
  it('waits with the reason, and goes out once it is resumed, whatever this process remembers', async () => {
    const { id } = await office.write({}, inboxId)
    await set('paused')
    later()
    await send(id)
    expect(post.sent).toEqual([])
    const reason = expect.stringContaining('一時停止中')
    expect(await unsent()).toEqual([{ messageId: id, receipt: 'held', reason }])
    await set('active')
    await send(id)
    expect(post.sent.map((message) => message.id)).toEqual([id])
  })
})
