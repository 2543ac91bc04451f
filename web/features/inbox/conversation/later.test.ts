import { describe, expect, it } from 'vitest'
import { laterChoices } from './later.ts'

const iso = (at: number) => new Date(at).toISOString()

describe('laterChoices', () => {
  const choices = (now: string) =>
    laterChoices(Date.parse(now), 'Asia/Tokyo').map(({ name, at }) => `${name} ${iso(at)}`)

  it('offers today, tomorrow and Monday on a Friday morning', () => {
    expect(choices('2026-11-20T01:05:00Z')).toEqual([
      'laterToday 2026-11-20T04:15:00.000Z',
      'thisEvening 2026-11-20T09:00:00.000Z',
      'tomorrow 2026-11-21T00:00:00.000Z',
      'monday 2026-11-23T00:00:00.000Z',
    ])
  })
  it('offers no evening in the evening, and Monday once on a Sunday', () => {
    expect(choices('2026-11-22T10:00:00Z')).toEqual(['tomorrow 2026-11-23T00:00:00.000Z'])
  })
  it('means the next Monday on a Monday', () => {
    expect(choices('2026-11-23T12:00:00Z')).toContain('monday 2026-11-30T00:00:00.000Z')
  })
})
