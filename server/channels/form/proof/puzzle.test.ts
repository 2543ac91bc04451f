import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isSolved } from './puzzle.ts'

interface Solver {
  search(token: string, bits: number, from: number, tries: number): number
}

// What browsers load, as it stands.
const { search } = (await import(new URL('../client/solve.js', import.meta.url).href)) as Solver

describe('the work of a browser', () => {
  it('is found by the script that pages load, for tokens of every length', () => {
    for (const length of [1, 30, 45, 54, 55, 56, 62, 63, 64, 65, 100, 119, 120, 127, 128, 200]) {
      const token = 'あ'.repeat(length % 3) + 'k'.repeat(length)
      const found = search(token, 7, 0, 100_000)
      expect(found).toBeGreaterThanOrEqual(0)
      expect(isSolved(token, String(found), 7)).toBe(true)
      expect(search(token, 7, 0, found)).toBe(-1)
    }
  })

  it('is judged by its bits, not by more and not by less', () => {
    for (let number = 0; number < 300; number += 1) {
      const bits = createHash('sha256').update(`token:${number}`).digest('hex')
      const zeros = BigInt(`0x1${bits}`).toString(2).slice(1).indexOf('1')
      expect(isSolved('token', String(number), zeros)).toBe(true)
      expect(isSolved('token', String(number), zeros + 1)).toBe(false)
    }
  })

  it('has to be a number', () => {
    const others = ['', '-1', '1e3', ' 1', '1'.repeat(16), 'x', '１']
    expect(others.filter((solution) => isSolved('token', solution, 0))).toEqual([])
  })
})
