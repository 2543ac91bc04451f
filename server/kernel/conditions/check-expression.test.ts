import { describe, expect, it } from 'vitest'
import { expression, type Expression, type Leaf } from '../contract-conditions.ts'
import type { Db } from '../db/handles.ts'
import type { AppError } from '../errors.ts'
import { conditionsAbout } from './condition.ts'
import { Conditions } from './conditions.ts'
import { world } from './fixtures/things.ts'

const db = {} as Db
const known = new Conditions()
known.declare([world([])])

const red: Leaf = { condition: 'thing.colour', how: 'any-of', value: ['red'] }
const all = (...of: unknown[]): Expression => ({
  match: 'all',
  of: of as Expression['of'],
})

/** Code of the refusal, with the places that it names; nothing where there is none. */
const refused = async (one: Expression, about = 'thing'): Promise<unknown> => {
  const error = await known.check(db, about, one).then(
    () => undefined,
    (thrown: AppError) => thrown,
  )
  return error && [error.code, ...(error.details.reasons ?? []).map(({ place }) => place)]
}

describe('an expression that is saved', () => {
  it('may ask for everything that there is', async () => {
    expect(
      await refused(
        all(
          red,
          { condition: 'owner.rank', how: 'none-of', value: ['gold'] },
          { match: 'any', of: [{ condition: 'thing.words', how: 'contains', value: ['返品'] }, all(red)] },
          { condition: 'thing.made', how: 'older-than', value: { amount: 2, unit: 'hours' } },
          { condition: 'thing.made', how: 'before', value: '2026-11-20T00:00:00Z' },
          { condition: 'thing.size', how: 'at-least', value: 0 },
          { condition: 'thing.names', how: 'all-of', value: ['anything'] },
          { condition: 'thing.broken', how: 'no' },
        ),
      ),
    ).toBeUndefined()
  })

  it.each<[string, Leaf, string]>([
    ['an unknown condition', { condition: 'thing.weight', how: 'empty' }, 'conditions.unknown'],
    ['a name of the language', { condition: '__proto__', how: 'empty' }, 'conditions.unknown'],
    [
      'a foreign comparison',
      { condition: 'thing.colour', how: 'more-than', value: 2 },
      'conditions.comparison',
    ],
    ['no value', { condition: 'thing.colour', how: 'any-of' }, 'conditions.value'],
    ['a value of another form', { condition: 'thing.size', how: 'equals', value: ['2'] }, 'conditions.value'],
    ['a value where none is taken', { condition: 'thing.broken', how: 'yes', value: 1 }, 'conditions.value'],
    [
      'a word of nothing',
      { condition: 'thing.words', how: 'contains', value: ['a', '　'] },
      'conditions.value',
    ],
    [
      'a choice that is gone',
      { condition: 'thing.colour', how: 'any-of', value: ['red', 'pink'] },
      'conditions.choice-gone',
    ],
    [
      'a mark that is gone',
      { condition: 'thing.marks', how: 'all-of', value: ['pink'] },
      'conditions.choice-gone',
    ],
  ])('is refused for %s, with its place', async (_what, wrong, code) => {
    expect(await refused(all(red, { match: 'any', of: [red, wrong] }))).toEqual([code, '2-2'])
  })

  it('names everything that is wrong, the first of it in words', async () => {
    expect(await refused(all(red, { match: 'any', of: [] }, { condition: 'x', how: 'yes' }))).toEqual([
      'conditions.empty-group',
      '2',
      '3',
    ])
    expect(await refused(all())).toEqual(['conditions.empty-group', ''])
    await expect(known.check(db, 'thing', all({ condition: 'thing.colour', how: 'yes' }))).rejects.toThrow(
      'Condition 1: “It” can’t be compared by “yes”. Choose one of: any-of, none-of, empty, filled.',
    )
  })

  it('asks only for what its subject has', async () => {
    expect(await refused(all({ condition: 'owner.rank', how: 'empty' }), 'owner')).toBeUndefined()
    expect(await refused(all(red), 'owner')).toEqual(['conditions.unknown', '1'])
  })

  it('has fifty conditions at most', async () => {
    const fifty = (n: number) =>
      all(
        ...Array.from({ length: 5 }, () => all(...Array.from({ length: 10 }, () => red))),
        ...Array.from({ length: n }, () => red),
      )
    expect(await refused(fifty(0))).toBeUndefined()
    expect(await refused(fifty(1))).toEqual(['conditions.too-many'])
  })

  it('stands in groups three deep', () => {
    const inside = (depth: number): unknown => (depth === 0 ? red : { match: 'any', of: [inside(depth - 1)] })
    expect(expression.safeParse(inside(3)).success).toBe(true)
    expect(expression.safeParse(inside(4)).error?.issues[0]?.message).toBe(
      'This is neither a condition nor a group; groups stand in each other three deep at most.',
    )
    expect(expression.safeParse(red).success).toBe(false)
  })
})

describe('what rooms declare', () => {
  const title = { en: 'It', ja: 'それ' }
  const one = (name: string) =>
    conditionsAbout('thing', () => Promise.resolve([]), [{ name, title, kind: 'flag', value: () => true }])
  const declare =
    (...rooms: Parameters<Conditions['declare']>[0]) =>
    () =>
      new Conditions().declare(rooms)

  it('has one meaning each', () => {
    expect(declare({ conditions: one('a.b') }, { conditions: one('a.c') })).not.toThrow()
    expect(declare({ conditions: one('a.b') }, { conditions: one('a.b') })).toThrow(
      'two conditions are called a.b',
    )
    const family = { prefix: 'a.', list: () => Promise.resolve(one('a.own')) }
    expect(declare({ conditions: [...one('a.b'), family] })).toThrow(
      'the condition a.b begins like the family a.',
    )
    expect(declare({ conditions: [family] }, { conditions: [family] })).toThrow('begins like the family')
    const { relations } = world([])
    expect(declare({ relations }, { relations })).toThrow('two relations lead thing → owner')
  })

  it('of a workspace’s own is read where it is named, and not otherwise', async () => {
    let lists = 0
    const family = {
      prefix: 'own.',
      list: () => {
        lists += 1
        return Promise.resolve(one('own.x'))
      },
    }
    const declared = new Conditions()
    declared.declare([{ conditions: [...one('a.b'), family] }])
    await declared.check(db, 'thing', all({ condition: 'a.b', how: 'yes' }))
    expect(lists).toBe(0)
    await declared.check(db, 'thing', all({ condition: 'own.x', how: 'yes' }))
    expect(lists).toBe(1)
    expect((await declared.list(db, 'thing')).map(({ name }) => name)).toEqual(['a.b', 'own.x'])
    await expect(declared.check(db, 'thing', all({ condition: 'own.gone', how: 'yes' }))).rejects.toThrow(
      'own.gone',
    )
  })
})
