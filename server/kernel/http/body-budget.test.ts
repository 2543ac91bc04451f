import { describe, expect, it } from 'vitest'
import { BodyBudget } from './body-budget.ts'

const MB = 1024 * 1024

describe('the room for bodies', () => {
  it('holds so many bytes at once, is handed back, and always has place for small ones', () => {
    const budget = new BodyBudget(MB)
    const [one, other, third] = [budget.open('192.0.2.1'), budget.open('192.0.2.2'), budget.open('192.0.2.3')]
    one.add(120 * MB)
    other.add(120 * MB)
    expect(() => third.add(17 * MB)).toThrow(/Too much is being sent/)
    third.add(16 * MB)
    budget.open('192.0.2.4').add(60_000)
    one.end()
    third.add(17 * MB)
  })

  it('is never one network’s alone', () => {
    const budget = new BodyBudget(MB)
    budget.open('192.0.2.1').add(100 * MB)
    expect(() => budget.open('192.0.2.1').add(29 * MB)).toThrow(/Too much is being sent/)
    budget.open('192.0.2.2').add(29 * MB)
  })

  it('counts what comes bit by bit', () => {
    const budget = new BodyBudget(MB)
    const room = budget.open('192.0.2.1')
    let taken = 0
    expect(() => {
      for (; taken < 5000; taken += 1) room.add(50_000)
    }).toThrow(/Too much is being sent/)
    expect(taken * 50_000).toBeGreaterThan(120 * MB)
    room.end()
    expect(() => room.add(100 * MB)).not.toThrow()
  })

  it('grows with the largest body', () => {
    expect(() => new BodyBudget(200 * MB).open('192.0.2.1').add(400 * MB)).not.toThrow()
  })
})
