import { describe, expect, it } from 'vitest'
import {
  type Answering,
  addressed,
  audienceOf,
  change,
  choose,
  hasOthers,
  nameOf,
  wrongIn,
} from './recipients.ts'

const person = (value: string, name: string | null = null) => ({ kind: 'email', value, name })
const hanako = person('hanako@example.jp', '山田 花子')
const answering: Answering = {
  reply: { to: [hanako], cc: [] },
  all: { to: [hanako, person('taro@example.jp')], cc: [person('boss@example.jp')] },
  closing: '',
}
const untouched = { to: null, cc: [], bcc: [] }

describe('to whom an answer goes', () => {
  it('is everybody as long as nobody says otherwise, and known only with the server’s word', () => {
    expect(addressed(untouched, undefined)).toBeUndefined()
    expect(addressed(untouched, answering)).toEqual({
      to: ['hanako@example.jp', 'taro@example.jp'],
      cc: ['boss@example.jp'],
      bcc: [],
    })
    expect(audienceOf(untouched, answering)).toBe('all')
  })
  it('changes between the two; blind copies stay', () => {
    const one = choose('reply', { ...untouched, bcc: ['a@shop.jp'] }, answering)
    expect(one).toEqual({ to: ['hanako@example.jp'], cc: [], bcc: ['a@shop.jp'] })
    expect(audienceOf(one, answering)).toBe('reply')
    expect(choose('all', one, answering)).toEqual({ to: null, cc: [], bcc: ['a@shop.jp'] })
  })
  it('starts from everybody when one field is changed by hand', () => {
    const own = change('cc', [], untouched, answering)
    expect(own).toEqual({ to: ['hanako@example.jp', 'taro@example.jp'], cc: [], bcc: [] })
    expect(audienceOf(own, answering)).toBe('own')
    expect(change('bcc', ['a@shop.jp'], untouched, answering).to).toBeNull()
  })
  it('is no choice where one person writes alone', () => {
    expect(hasOthers(answering)).toBe(true)
    expect(hasOthers({ ...answering, all: answering.reply })).toBe(false)
    expect(nameOf('HANAKO@example.jp', answering)).toBe('山田 花子')
  })
})

describe('what is wrong', () => {
  it('is named with its field, the first one first', () => {
    const good = { to: ['a@b.jp'], cc: [], bcc: [] }
    expect(wrongIn(good)).toBeUndefined()
    expect(wrongIn({ ...good, cc: ['tanaka'], bcc: ['x'] })).toEqual({ field: 'cc', text: 'tanaka' })
    expect(wrongIn({ ...good, to: [] })).toEqual({ field: 'to', text: undefined })
  })
})
