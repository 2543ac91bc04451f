import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expression, Leaf } from '../contract-conditions.ts'
import type { Db } from '../db/handles.ts'
import { Conditions } from './conditions.ts'
import { anyLeaf, expressionOf, leaf, NOW, thing, world, type Thing } from './fixtures/things.ts'
import { plainly } from './fixtures/plainly.ts'
import type { Why } from './judge.ts'

const db = {} as Db
const blank: Omit<Thing, 'id'> = {
  colour: null,
  words: null,
  size: null,
  made: null,
  broken: null,
  marks: null,
  names: null,
  owner: null,
}

const judged = (things: readonly Thing[], expressions: readonly Expression[], ids?: string[]) => {
  const known = new Conditions()
  known.declare([world(things)])
  return known.judge(db, { about: 'thing', ids: ids ?? things.map(({ id }) => id), expressions, now: NOW })
}

/** Whether one comparison holds for a thing. */
const holds = async (row: Partial<Thing>, one: Leaf): Promise<boolean> =>
  (await judged([{ ...blank, id: 'a', ...row }], [{ match: 'all', of: [one] }])).holds(0, 'a')

const heldBy = (why: Why): boolean => {
  if (!('of' in why)) return why.held
  const held = why.of.map(heldBy)
  return why.match === 'all' ? held.length > 0 && held.every(Boolean) : held.some(Boolean)
}

describe('judging', () => {
  it('says what each comparison says, over many expressions and subjects at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(thing, { minLength: 1, maxLength: 4 }),
        fc.array(expressionOf(leaf), { minLength: 1, maxLength: 4 }),
        async (rows, expressions) => {
          const things = rows.map((row, at) => ({ ...row, id: `t${at}`, owner: null }))
          const found = await judged(things, expressions, [...things.map(({ id }) => id), 'gone'])
          expressions.forEach((one, index) => {
            for (const row of things) expect(found.holds(index, row.id)).toBe(plainly(one, row))
            expect(found.holds(index, 'gone')).toBe(plainly(one, undefined))
          })
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('tells why, as it judged, and throws for nothing that the shape lets through', async () => {
    await fc.assert(
      fc.asyncProperty(thing, expressionOf(anyLeaf), async (row, expression) => {
        const found = await judged([{ ...row, id: 'a', owner: null }], [expression], ['a', 'gone'])
        for (const id of ['a', 'gone']) {
          const why = found.why(0, id)
          expect(why.held).toBe(found.holds(0, id))
          expect(heldBy(why)).toBe(why.held)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('compares texts whatever their width, case and kind of kana', async () => {
    const words = '注文番号：ＡＢ－１２　ﾍﾝﾋﾟﾝをお願いします'
    const contains = (value: string[]) =>
      holds({ words }, { condition: 'thing.words', how: 'contains', value })
    expect(await contains(['返品', 'へんぴん'])).toBe(true)
    expect(await contains(['ab-12'])).toBe(true)
    expect(await contains(['キャンセル'])).toBe(false)
    expect(
      await holds({ words }, { condition: 'thing.words', how: 'starts-with', value: ['注文番号:'] }),
    ).toBe(true)
    expect(
      await holds(
        { names: ['Ｓｈｏｐ.example'] },
        { condition: 'thing.names', how: 'any-of', value: ['shop.EXAMPLE'] },
      ),
    ).toBe(true)
  })

  it('reads each source once, and only those that are asked for', async () => {
    const things = ['a', 'b', 'c'].map((id) => ({ ...blank, id, colour: 'red', owner: 'o' }))
    const made = world(things, [{ id: 'o', rank: 'gold' }])
    const known = new Conditions()
    known.declare([made])
    const all = (...of: Leaf[]): Expression => ({ match: 'all', of })
    const red: Leaf = { condition: 'thing.colour', how: 'any-of', value: ['red'] }
    const gold: Leaf = { condition: 'owner.rank', how: 'any-of', value: ['gold'] }
    const ids = things.map(({ id }) => id)
    await known.judge(db, { about: 'thing', ids, expressions: [all(red), all(red)], now: NOW })
    expect(made.reads.splice(0)).toEqual(['things 3'])
    const found = await known.judge(db, {
      about: 'thing',
      ids,
      expressions: [all(gold, red), all(gold), all({ condition: 'thing.size', how: 'empty' })],
      now: NOW,
    })
    expect(made.reads).toEqual(['things 3', 'owners 1'])
    expect([0, 1, 2].map((index) => found.holds(index, 'b'))).toEqual([true, true, true])
    // Asked of the owner itself, its own conditions are all that there is.
    const own = await known.judge(db, {
      about: 'owner',
      ids: ['o'],
      expressions: [all(gold), all(red)],
      now: NOW,
    })
    expect([own.holds(0, 'o'), own.holds(1, 'o')]).toEqual([true, false])
  })

  it('tells the value that a leaf saw', async () => {
    const found = await judged(
      [{ ...blank, id: 'a', size: 3 }],
      [
        {
          match: 'any',
          of: [
            { condition: 'thing.size', how: 'more-than', value: 5 },
            { condition: 'gone', how: 'yes' },
          ],
        },
      ],
    )
    expect(found.why(0, 'a')).toEqual({
      match: 'any',
      held: false,
      of: [
        { condition: 'thing.size', how: 'more-than', value: 5, held: false, seen: 3 },
        { condition: 'gone', how: 'yes', held: false, seen: null },
      ],
    })
  })

  it('compares the beginning of a text that has no end', async () => {
    const words = 'あ'.repeat(2_000_000)
    const value = Array.from({ length: 20 }, (_, at) => `${at}${'あ'.repeat(150)}`)
    const one: Leaf = { condition: 'thing.words', how: 'contains', value }
    const of = Array.from({ length: 50 }, () => one)
    const found = await judged([{ ...blank, id: 'a', words }], [{ match: 'any', of }])
    expect(found.holds(0, 'a')).toBe(false)
    expect(await holds({ words }, { condition: 'thing.words', how: 'contains', value: ['ああ'] })).toBe(true)
  })
})
