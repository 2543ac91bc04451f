import { describe, expect, it } from 'vitest'
import type { Change, Message } from '../../../api/types.ts'
import { timelineItems } from './timeline-items.ts'

const settings = { locale: 'ja', timeZone: 'Asia/Tokyo' }
const moment = (minute: number) => new Date(Date.UTC(2026, 10, 20, 14, minute)).toISOString()
const message = (id: string, minute: number, name = '山田', kind: Message['kind'] = 'inbound') =>
  ({ id, kind, author: { kind: 'customer', id: null, name }, receivedAt: moment(minute) }) as Message
const change = (id: string, minute: number, kind: Change['kind'] = 'assigned') =>
  ({ id, kind, at: moment(minute) }) as Change
const shape = (...parts: Parameters<typeof timelineItems>) =>
  timelineItems(...parts).map((item) => {
    if (item.type === 'message') return `${item.first ? '' : '+'}${item.key}`
    return item.type === 'changes' ? `[${item.changes.map((one) => one.id).join('')}]` : item.type
  })

describe('timelineItems', () => {
  it('puts everything in order of time under its day', () => {
    // 14:59 UTC is 23:59 in Tokyo, 15:01 is the next day.
    const items = shape([message('b', 61), message('a', 59)], [change('x', 60)], [], settings)
    expect(items).toEqual(['day', 'a', 'day', '[x]', 'b'])
  })
  it('names an author once while they write on', () => {
    const items = shape(
      [message('a', 0), message('b', 4), message('c', 10), message('d', 11, '佐藤', 'note')],
      [],
      [],
      settings,
    )
    expect(items).toEqual(['day', 'a', '+b', 'c', 'd'])
  })
  it('names them again where another conversation’s messages begin', () => {
    const merged = { ...message('b', 1), homeId: 'other' }
    const items = shape([message('a', 0), merged, { ...merged, id: 'c' }, message('d', 2)], [], [], settings)
    expect(items).toEqual(['day', 'a', 'b', '+c', 'd'])
  })
  it('joins neighbouring changes and hides what says nothing', () => {
    const items = shape(
      [message('a', 1)],
      [change('o', 0, 'opened'), change('x', 2), change('y', 3)],
      [],
      settings,
    )
    expect(items).toEqual(['day', 'a', '[xy]'])
  })
  it('is empty for an empty conversation', () => expect(shape([], [], [], settings)).toEqual([]))
})
