import { expect, it } from 'vitest'
import { linesOf, longestWaits, type Move, moveKey, type Picture, places, size } from './layout.ts'

const move = (step: Move['step'], next: Move['next'], n: number, more: Partial<Move> = {}): Move => ({
  step,
  next,
  n,
  median: 60,
  p90: 120,
  total: n * 60,
  waitsFor: 'us',
  ...more,
})
const picture = (moves: Move[]): Picture => ({
  from: '2026-11-01',
  to: '2026-11-30',
  asOf: '2026-11-30T00:00:00.000Z',
  began: 100,
  looked: 100,
  steps: [],
  moves,
  findings: [],
  pairs: [],
})

it('draws what is frequent, the most frequent last and widest', () => {
  const lines = linesOf(
    picture([
      move('opened', 'assigned', 90),
      move('assigned', 'answered', 40),
      move('answered', null, 30),
      move('resolved', 'reopened', 0),
    ]),
  )
  expect(lines.map((line) => moveKey(line.move))).toEqual(['assigned.answered', 'opened.assigned'])
  expect(lines[1]?.width).toBeGreaterThan(lines[0]?.width ?? 0)
})

it('keeps there and back apart, and everything inside the picture', () => {
  const steps = Object.keys(places) as Move['step'][]
  const moves = steps.flatMap((step) => steps.map((next) => move(step, next, 50)))
  const lines = linesOf(picture(moves.slice(0, 22)))
  const labels = new Set(lines.map(({ label }) => `${Math.round(label.x)} ${Math.round(label.y)}`))
  expect(labels.size).toBe(lines.length)
  for (const step of steps)
    for (const next of steps) {
      const [{ label } = { label: { x: 0, y: 0 } }] = linesOf(picture([move(step, next, 1)]))
      expect(label.x).toBeGreaterThan(0)
      expect(label.x).toBeLessThan(size.width)
      expect(label.y).toBeGreaterThan(-20)
      expect(label.y).toBeLessThan(size.height + 20)
    }
})

it('finds where we let wait longest, in all', () => {
  const waits = longestWaits(
    picture([
      move('opened', 'assigned', 90, { total: 100 }),
      move('answered', 'wrote', 90, { total: 900, waitsFor: 'customer' }),
      move('assigned', null, 2, { total: 500 }),
    ]),
    2,
  )
  expect(waits.map(moveKey)).toEqual(['assigned.none', 'opened.assigned'])
})
