import { expect, test } from 'vitest'
import { habits } from './people.ts'
import { afterWork, shiftLeft } from './shifts.ts'
import { hour, minute, wall } from './zones.ts'

const friday = Date.UTC(2026, 5, 5, 8, 30) // 17:30 in Tokyo, half an hour before the office closes

test('work that does not fit into the day goes on after the weekend', () => {
  expect(afterWork('miyake', friday, 20)).toBe(friday + 20 * minute)
  expect(afterWork('miyake', friday, 40)).toBe(Date.UTC(2026, 5, 8, 0, 10))
  expect(shiftLeft('miyake', friday)).toBe(30 * minute)
  expect(shiftLeft('miyake', friday + hour)).toBe(0)
})

test('nobody works at the turn of the year', () => {
  const at = afterWork('miyake', Date.UTC(2026, 11, 31, 1), 5)
  const { month, day } = wall('Asia/Tokyo', at)
  expect([month, day]).toEqual([1, 4])
})

test('whatever the moment, everybody comes back at work within the own hours', () => {
  const wrong = Object.entries(habits).flatMap(([agent, { zone, days, from, to }]) => {
    const found: string[] = []
    for (let at = Date.UTC(2026, 2, 1); at < Date.UTC(2026, 2, 15); at += 5 * hour + 7 * minute) {
      const next = afterWork(agent, at, 3)
      const clock = wall(zone, next)
      const there = days.includes(clock.weekday) && clock.hour >= from && clock.hour < to
      if (next < at + 3 * minute || !there) found.push(`${agent} ${new Date(at).toISOString()}`)
    }
    return found
  })
  expect(wrong).toEqual([])
})
