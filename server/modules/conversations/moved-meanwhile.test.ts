import { beforeAll, expect, it } from 'vitest'
import { someoneWaits } from '../../../test/harness/someone-waits.ts'
import { systemCaller } from '../../kernel/caller.ts'
import type { Message } from './contract.ts'
import { twoInboxes } from './fixtures/two-inboxes.ts'
import { sendAutomatic } from './index.ts'
import { mergeConversation } from './linking/merge-conversation.ts'
import { undoLink } from './linking/undo-link.ts'
import { approval, NO_CHECKS } from './fixtures/checks.ts'

const { app, one, both, someone, write, at, get, textsOf, merge } = await twoInboxes()

const lead = await app.person('lead')
const APPROVED = 'ご返金いたします。'
beforeAll(async () => {
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
  await app.owner.ok('PUT', '/api/send-checks', {
    ...NO_CHECKS,
    approvals: [approval({ words: [APPROVED] })],
  })
})

/** Does something while an undo is under way that has not been kept yet. */
const during = async <T>(linkId: string, act: () => Promise<T>): Promise<T> => {
  let acting: Promise<T> | undefined
  await app.db.tx(async (tx) => {
    await undoLink(tx, systemCaller(tx.workspaceId), linkId)
    acting = act()
    await Promise.race([acting, someoneWaits(app.db)])
  })
  return acting as Promise<T>
}

/** An answer of ours in a conversation that was merged into another customer's. */
const merged = async (text: string) => {
  const [mine, theirs] = [someone(), someone()]
  const first = await write(mine, one.inbox, { text: '返品したい' })
  const other = await write(theirs, one.inbox, { text: '届かない' })
  const [a, b] = [first.conversationId, other.conversationId]
  const answer = await both.ok<Message>('POST', `${at(a)}/replies`, { text })
  const { linkId } = await merge(a, b, { differentCustomers: true })
  return { mine, a, b, first: first.messageId, answer: answer.id, linkId }
}
const draftIn = async (id: string) => (await both.ok<{ text: string } | ''>('GET', `${at(id)}/draft`)) || null

it('an answer is approved where it stands by then', async () => {
  const { a, b, answer, linkId } = await merged(APPROVED)
  await during(linkId, () => lead.ok('POST', `/api/messages/${answer}/approve`, { anyway: true }))
  expect(await get(a)).toMatchObject({ waitingSince: null, preview: APPROVED, lastDirection: 'outbound' })
  expect(await get(b)).toMatchObject({ waitingSince: expect.any(String), preview: '届かない' })
})

it('an answer is declined where it stands by then', async () => {
  const { a, b, answer, linkId } = await merged(APPROVED)
  await during(linkId, () =>
    lead.ok('POST', `/api/messages/${answer}/decline`, { comment: '直してください' }),
  )
  expect([await draftIn(a), await draftIn(b)]).toMatchObject([{ text: APPROVED }, null])
  expect([await textsOf(a), await textsOf(b)]).toEqual([['返品したい', '直してください'], ['届かない']])
  expect([(await get(a)).messageCount, (await get(b)).messageCount]).toEqual([2, 1])
})

it('an answer is taken back where it stands by then', async () => {
  const { a, b, answer, linkId } = await merged('承知しました。')
  await during(linkId, () => both.ok('POST', `/api/messages/${answer}/undo`, {}))
  expect([await draftIn(a), await draftIn(b)]).toMatchObject([{ text: '承知しました。' }, null])
  expect(await get(a)).toMatchObject({
    messageCount: 1,
    preview: '返品したい',
    waitingSince: expect.any(String),
  })
  expect(await get(b)).toMatchObject({ messageCount: 1, preview: '届かない' })
})

it('a receipt goes with what it confirms', async () => {
  const { mine, a, b, first, linkId } = await merged('承知しました。')
  const recipients = [{ role: 'to' as const, kind: 'email', value: mine, name: null }]
  await during(linkId, () =>
    app.db.tx((tx) =>
      sendAutomatic(tx, { messageId: first, author: 'つむぎ', text: '承りました。', recipients }),
    ),
  )
  expect(await textsOf(a)).toEqual(['返品したい', '承知しました。', '承りました。'])
  expect(await textsOf(b)).toEqual(['届かない'])
})

it('a receipt goes along into what its message is merged into', async () => {
  const { mine, a, b, first, linkId } = await merged('承知しました。')
  await both.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
  let sending: Promise<unknown> | undefined
  const recipients = [{ role: 'to' as const, kind: 'email', value: mine, name: null }]
  await app.db.tx(async (tx) => {
    await mergeConversation(tx, systemCaller(tx.workspaceId), {
      conversationId: a,
      intoId: b,
      differentCustomers: true,
    })
    sending = app.db.tx((other) =>
      sendAutomatic(other, { messageId: first, author: 'つむぎ', text: '承りました。', recipients }),
    )
    await Promise.race([sending, someoneWaits(app.db)])
  })
  await sending
  expect(await textsOf(b)).toContain('承りました。')
})
