import { describe, expect, it } from 'vitest'
import type { Message } from '../../../api/types.ts'
import { answersSince, newestSeen } from './meanwhile.ts'

const message = (id: string, kind: Message['kind'], author: string, receipt: Message['receipt'] = null) =>
  ({ id, kind, author: { kind: 'agent', id: author, name: author }, receipt }) as Message
const inbound = (id: string) => message(id, 'inbound', 'customer')

describe('answersSince and newestSeen', () => {
  it('let the customer go on writing', () => {
    const messages = [inbound('1'), inbound('2'), inbound('3')]
    expect(answersSince(messages, '1', 'me')).toEqual([])
    expect(newestSeen(messages, '1', 'me')).toBe('3')
  })
  it('stop before the answer of a colleague', () => {
    const messages = [inbound('1'), inbound('2'), message('3', 'outbound', 'sato', 'queued'), inbound('4')]
    expect(answersSince(messages, '1', 'me').map((one) => one.id)).toEqual(['3'])
    expect(newestSeen(messages, '1', 'me')).toBe('2')
  })
  it('do not mind what was there before, what is mine, what was taken back, and notes', () => {
    const messages = [
      message('0', 'outbound', 'sato', 'sent'),
      inbound('1'),
      message('2', 'outbound', 'me', 'sent'),
      message('3', 'outbound', 'sato', 'cancelled'),
      message('4', 'note', 'sato'),
    ]
    expect(newestSeen(messages, '1', 'me')).toBe('4')
  })
  it('count everything as seen when nothing was known at the start', () => {
    expect(newestSeen([message('3', 'outbound', 'sato')], undefined, 'me')).toBe('3')
    expect(newestSeen([], undefined, 'me')).toBeUndefined()
  })
})
