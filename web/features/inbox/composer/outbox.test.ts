import { expect, it } from 'vitest'
import type { Message } from '../../../api/types.ts'
import { type Outgoing, stillOutgoing } from './outbox.ts'

const one = (over: Partial<Outgoing> = {}): Outgoing => ({
  id: 'x',
  conversationId: 'a',
  kind: 'outbound',
  author: '佐藤',
  text: '承知しました。',
  startedAt: 10_000,
  state: 'sending',
  retry: () => undefined,
  discard: () => undefined,
  ...over,
})
const message = (at: number, text = '承知しました。') =>
  ({ kind: 'outbound', author: { name: '佐藤' }, text, receivedAt: new Date(at).toISOString() }) as Message

it('hides a bubble once its message was pushed', () => {
  expect(stillOutgoing([one()], 'a', [])).toHaveLength(1)
  expect(stillOutgoing([one()], 'a', [message(10_200)])).toEqual([])
})
it('keeps it beside an older message with the same words, or other words', () => {
  expect(stillOutgoing([one()], 'a', [message(1000)])).toHaveLength(1)
  expect(stillOutgoing([one()], 'a', [message(10_200, 'ほか')])).toHaveLength(1)
})
it('keeps what failed, and shows nothing of other conversations', () => {
  expect(stillOutgoing([one({ state: 'failed' })], 'a', [message(10_200)])).toHaveLength(1)
  expect(stillOutgoing([one()], 'b', [])).toEqual([])
})
