import { describe, expect, it } from 'vitest'
import { conditionsOf, filterOf, readSearch, sameFilter, withoutDefaults } from './filter.ts'

const id = '0192f3c0-0000-7000-8000-000000000001'

describe('readSearch', () => {
  it('takes what makes sense and leaves out the rest', () => {
    const search = {
      view: 'mine',
      status: 'nonsense',
      sort: 'newest',
      teamId: id,
      inboxId: '1 OR 1',
      waiting: 'true',
      x: 1,
    }
    expect(readSearch(search)).toEqual({ view: 'mine', teamId: id, waiting: true })
  })
  it('overrules what it refuses, and the list is that of the default', () => {
    const read = readSearch({ status: 'nonsense', x: 1 })
    expect(read).toStrictEqual({ status: undefined, x: undefined })
    expect(filterOf(read)).toStrictEqual(filterOf({}))
  })
  it('gives nothing for the default view', () => {
    expect(readSearch({ view: 'all', status: 'open', sort: 'newest' })).toEqual({})
  })
})

describe('filterOf', () => {
  it('fills in the defaults and drops what is not part of a filter', () => {
    expect(filterOf({ view: 'mine', saved: id })).toEqual({ view: 'mine', status: 'open', sort: 'newest' })
  })
  it('comes back to the same address', () => {
    const search = readSearch({ view: 'team', teamId: id, status: 'any' })
    expect(withoutDefaults(filterOf(search))).toEqual(search)
  })
})

describe('conditionsOf', () => {
  it('names what a chip shows; the team of a team view is no condition', () => {
    expect(conditionsOf(filterOf({ view: 'team', teamId: id }))).toEqual([])
    expect(conditionsOf(filterOf({ teamId: id, waiting: true }))).toEqual(['teamId', 'waiting'])
  })
})

describe('sameFilter', () => {
  it('compares what is asked for, whatever the order, the saved view and the message', () => {
    expect(sameFilter({ saved: id, status: 'any', view: 'mine' }, { view: 'mine', status: 'any' })).toBe(true)
    expect(sameFilter({ message: id }, { status: 'open' })).toBe(true)
    expect(sameFilter({ saved: id, view: 'mine' }, { saved: id, view: 'mine', priority: 'high' })).toBe(false)
  })
})
