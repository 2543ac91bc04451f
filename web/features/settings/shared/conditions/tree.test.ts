import { describe, expect, it } from 'vitest'
import type { Leaf } from '../../../../api/types.ts'
import { addedTo, canIndent, type Group, indented, isGroup, outdented, type Part, removedAt } from './tree.ts'

const leaf = (condition: string): Leaf => ({ condition, how: 'filled' })
const all = (...of: (string | Group)[]): Group => ({
  match: 'all',
  of: of.map((one) => (typeof one === 'string' ? leaf(one) : one)),
})
const any = (...of: (string | Group)[]): Group => ({ ...all(...of), match: 'any' })
const written = (part: Part): string =>
  isGroup(part) ? `${part.match}(${part.of.map(written).join(' ')})` : part.condition
const shown = ({ whole, to }: { whole: Group; to: readonly number[] }) =>
  `${written(whole)} at ${to.join('-')}`

describe('a condition', () => {
  it('is added behind the others of its group', () => {
    expect(shown(addedTo(all('a', any('b')), [1], leaf('c')))).toBe('all(a any(b c)) at 1-1')
    expect(shown(addedTo(all('a'), [], any('b')))).toBe('all(a any(b)) at 1-0')
  })
  it('goes, and takes a group with it that would be empty', () => {
    expect(shown(removedAt(all('a', 'b', 'c'), [1]))).toBe('all(a c) at 1')
    expect(shown(removedAt(all('a', 'b'), [1]))).toBe('all(a) at 0')
    expect(shown(removedAt(all('a', any(all('b'))), [1, 0, 0]))).toBe('all(a) at 1')
    expect(shown(removedAt(all('a'), [0]))).toBe('all() at ')
  })
  it('goes into the group before it, or into one of its own', () => {
    expect(shown(indented(all('a', 'b'), [1]))).toBe('all(a any(b)) at 1-0')
    expect(shown(indented(all('a', any('b'), 'c'), [2]))).toBe('all(a any(b c)) at 1-1')
    expect(shown(indented(all('a', any('b', 'c')), [1, 1]))).toBe('all(a any(b all(c))) at 1-1-0')
  })
  it('goes no deeper than the server takes, and not where it would be alone', () => {
    const deep = all('a', any('b', all('c', 'd')))
    expect(canIndent(deep, [1, 1, 1])).toBe(false)
    expect(shown(indented(deep, [1, 1, 1]))).toBe(`${written(deep)} at 1-1-1`)
    expect(canIndent(all('a'), [0])).toBe(false)
  })
  it('comes out behind its group, and leaves none that is empty', () => {
    expect(shown(outdented(all('a', any('b', 'c')), [1, 0]))).toBe('all(a any(c) b) at 2')
    expect(shown(outdented(all('a', any('b'), 'c'), [1, 0]))).toBe('all(a b c) at 1')
    expect(shown(outdented(all('a'), [0]))).toBe('all(a) at 0')
  })
  it('is where it was after going in and coming out', () => {
    const before = all('a', 'b', 'c')
    const { whole, to } = indented(before, [1])
    expect(outdented(whole, to)).toEqual({ whole: before, to: [1] })
  })
})
