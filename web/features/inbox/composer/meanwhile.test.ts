import { describe, expect, it } from 'vitest'
import type { Message } from '../../../api/types.ts'
import { saidSince } from './meanwhile.ts'

const message = (id: string, kind: Message['kind'], author: string, more: Partial<Message> = {}) =>
  ({ id, kind, author: { kind: 'agent', id: author, name: author }, receipt: null, ...more }) as Message
const inbound = (id: string, more?: Partial<Message>) => message(id, 'inbound', 'customer', more)
const said = (messages: Message[], since?: string, customersSince?: string) =>
  saidSince(messages, { since, customersSince, agentId: 'me' }).map(({ id }) => id)

describe('saidSince', () => {
  it('names what others answered and what the customer added since one began to write', () => {
    const messages = [inbound('1'), inbound('2'), message('3', 'outbound', 'sato', { receipt: 'queued' })]
    expect(said(messages, '1', '1')).toEqual(['2', '3'])
    expect(said(messages, '3', '3')).toEqual([])
  })
  it('lets the customer go on where their lines are seen as they come', () => {
    const messages = [inbound('1'), inbound('2'), message('3', 'outbound', 'sato'), inbound('4')]
    expect(said(messages, '1')).toEqual(['3'])
    expect(said(messages, '1', '2')).toEqual(['3', '4'])
  })
  it('does not mind what was there before, what is mine, taken back, a note, or came by itself', () => {
    const messages = [
      message('0', 'outbound', 'sato', { receipt: 'sent' }),
      inbound('1'),
      message('2', 'outbound', 'me', { receipt: 'sent' }),
      message('3', 'outbound', 'sato', { receipt: 'cancelled' }),
      message('4', 'note', 'sato'),
      inbound('5', { automatic: true }),
      message('6', 'outbound', 'shop', { automatic: true }),
    ]
    expect(said(messages, '1', '1')).toEqual([])
  })
  it('counts what an answer was refused for, although it was on the screen', () => {
    const messages = [inbound('1'), inbound('2'), inbound('3')]
    const seen = { since: '1', customersSince: '3', agentId: 'me' }
    expect(saidSince(messages, { ...seen, namedIds: ['2', '3'] }).map(({ id }) => id)).toEqual(['2', '3'])
  })
  it('knows of nothing where it is not known what was seen', () => {
    expect(said([message('3', 'outbound', 'sato'), inbound('4')])).toEqual([])
  })
})
