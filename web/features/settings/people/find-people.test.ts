import { describe, expect, it } from 'vitest'
import type { Agent } from '../../../api/types.ts'
import { findPeople } from './find-people.ts'

const person = (name: string, part: Partial<Agent> = {}): Agent => ({
  id: name,
  name,
  kana: null,
  email: `${name}@shop.example`,
  bot: false,
  role: 'agent',
  answers: true,
  teamIds: [],
  active: true,
  language: 'ja',
  signature: '',
  timeZone: null,
  lastSeenAt: null,
  createdAt: '2026-01-01T00:00:00Z',
  ...part,
})
const everybody = [
  person('渡辺 健', { kana: 'ワタナベ ケン' }),
  person('青木 結', { kana: 'アオキ ユイ', active: false }),
  person('加藤 蓮', { kana: 'カトウ レン', email: 'ren@shop.example' }),
]
const names = (query: string) => findPeople(everybody, query).map(({ name }) => name)

describe('findPeople', () => {
  it('lists by reading, those who are switched off last', () => {
    expect(names('')).toEqual(['加藤 蓮', '渡辺 健', '青木 結'])
  })
  it('finds by name, reading in half-width letters, and address', () => {
    expect(names('渡辺')).toEqual(['渡辺 健'])
    expect(names('ｶﾄｳ')).toEqual(['加藤 蓮'])
    expect(names('かとう')).toEqual(['加藤 蓮'])
    expect(names('REN@')).toEqual(['加藤 蓮'])
    expect(names('加藤 健')).toEqual([])
  })
})
