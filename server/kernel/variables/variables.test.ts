import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Db } from '../db/handles.ts'
import { relation } from '../relations.ts'
import { compileText, placeholdersIn } from './compile.ts'
import { renderText } from './render.ts'
import { variablesAbout, type Variable } from './variable.ts'
import { Variables } from './variables.ts'

const db = {} as Db
interface Thing {
  id: string
  name?: string | null
  size?: unknown
  made?: unknown
  day?: unknown
  owner?: string
}
const title = { en: 'It', ja: 'それ' }
const reads: string[] = []
const readThings = (_db: Db, ids: readonly string[]): Promise<Thing[]> => {
  reads.push(ids.join())
  return Promise.resolve(ids.map((id) => ({ id, name: `name of ${id}`, owner: `owner of ${id}` })))
}
const readOwners = (_db: Db, ids: readonly string[]): Promise<Thing[]> =>
  Promise.resolve(ids.map((id) => ({ id, name: id })))
const things: Variable[] = variablesAbout<Thing>('thing', readThings, [
  { name: 'thing.name', title, kind: 'text', value: ({ name }) => name ?? null },
  { name: 'thing.id', title, kind: 'text', always: true, value: ({ id }) => id },
  { name: 'thing.size', title, kind: 'number', value: ({ size }) => size as number },
  { name: 'thing.made', title, kind: 'moment', value: ({ made }) => made as Date },
  { name: 'thing.day', title, kind: 'day', value: ({ day }) => day as string },
])
const owners = variablesAbout<Thing>('owner', readOwners, [
  { name: 'owner.name', title, kind: 'text', value: ({ name }) => name ?? null },
])
const known = new Map(things.map((one) => [one.name, one]))
const tokyo = { language: 'ja', timeZone: 'Asia/Tokyo' }

const fill = (text: string, thing: Omit<Thing, 'id'>, reader = tokyo) => {
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries({ ...thing, id: 't' }).map(([name, value]) => [`thing.${name}`, value]),
  )
  return renderText(compileText(text, known), (name) => values[name], reader)
}
const told = (text: string) =>
  compileText(text, known).troubles.map(({ code, line, column, what }) => `${code} ${line}:${column} ${what}`)

describe('a text with variables', () => {
  it('bears their values, or what it falls back on', () => {
    expect(fill('{{thing.name}} 様', { name: '山田 花子' }).text).toBe('山田 花子 様')
    expect(fill('{{ thing.name | default: お客様 }}へ', { name: ' \u3000' }).text).toBe('お客様へ')
    expect(fill('{{thing.name|default:"Dear  customer"}},', { name: null }).text).toBe('Dear  customer,')
    expect(fill('｛｛ｔｈｉｎｇ．ｎａｍｅ｜ｄｅｆａｕｌｔ：ＡＢＣ｝｝', { name: null }).text).toBe('ＡＢＣ')
    expect(fill('{name} } {', {}).text).toBe('{name} } {')
  })

  it('leaves the placeholder where a value is missing, and names it once', () => {
    const { text, missing, parts } = fill('{{thing.name}}、{{ thing.name }}', {})
    expect(text).toBe('{{thing.name}}、{{ thing.name }}')
    expect(missing).toEqual(['thing.name'])
    expect(parts.map((part) => part.missing)).toEqual([true, false, true])
  })

  it('writes values in its language and in the workspace’s zone', () => {
    const made = new Date('2026-11-22T15:05:00Z')
    const english = { language: 'en', timeZone: 'Asia/Tokyo' }
    expect(fill('{{thing.made}} {{thing.made | time}}', { made }).text).toBe('2026年11月23日 0:05')
    expect(fill('{{thing.made | weekday}}', { made }).text).toBe('2026年11月23日月曜日')
    expect(fill('{{thing.made | date}}', { made }, english).text).toBe('November 23, 2026')
    // A day is that day in every zone.
    expect(fill('{{thing.day}}', { day: '2026-11-22' }).text).toBe('2026年11月22日')
    expect(fill('{{thing.size}} {{thing.size | number}}', { size: 12500 }).text).toBe('12500 12,500')
    expect(fill('{{thing.size | money: jpy}}', { size: 12500 }).text).toBe('￥12,500')
    expect(fill('{{thing.size | money: USD}}', { size: 9.5 }, english).text).toBe('$9.50')
    expect(fill('{{thing.name | upper}}', { name: 'ab-12' }).text).toBe('AB-12')
    expect(fill('{{thing.made | date | upper}}', { made }, english).text).toBe('NOVEMBER 23, 2026')
  })

  it('takes what has not the form of its kind for missing', () => {
    const text = '{{thing.size|default:a}}{{thing.made|default:b}}{{thing.day|default:c}}'
    expect(fill(text, { size: Number.NaN, made: new Date(Number.NaN), day: '2026-13-40' }).text).toBe('abc')
    expect(fill(text, { size: '5', made: '2026-11-22', day: 5 }).text).toBe('abc')
  })
})

describe('what is wrong with a text', () => {
  it('is told with its place', () => {
    expect(told('様\n😀 {{thing.nam}}')).toEqual(['unknown-variable 2:3 thing.nam'])
    expect(told('a {{thing.id')).toEqual(['unclosed 1:3 {{thing.id'])
    expect(told('{{thing.id {{thing.id}}')).toEqual(['unclosed 1:1 {{thing.id {{thing.id}}'])
    expect(told('thing.id}} {{thing.id}}')).toEqual(['unopened 1:9 }}'])
    expect(told('{{ }}')).toEqual(['no-name 1:1 {{ }}'])
    expect(told('{{thing.id | shout}}')).toEqual(['unknown-filter 1:1 shout'])
    expect(told('{{thing.id | }}')).toEqual(['unknown-filter 1:1 '])
    expect(told('{{thing.id | date}}')).toEqual(['wrong-kind 1:1 date'])
    expect(told('{{thing.size | number | number | default: 0}}')).toEqual(['wrong-kind 1:1 number'])
    expect(told('{{thing.size | money | default: 0}}')).toEqual(['wrong-argument 1:1 money'])
    expect(told('{{thing.size | money: yen | default: 0}}')).toEqual(['wrong-argument 1:1 money'])
    expect(told('{{thing.id | upper: x}}')).toEqual(['wrong-argument 1:1 upper'])
    expect(told('{{thing.name | default: }}')).toEqual(['wrong-fall-back 1:1 {{thing.name | default: }}'])
    expect(told('{{thing.name | default: x | upper}}')).toHaveLength(1)
    expect(told('{{__proto__}}{{constructor}}')).toHaveLength(2)
  })

  it('is told of the first places alone, of errors whatever is warned of before', () => {
    const many = compileText('{{ '.repeat(100_000), known).troubles
    expect([many.length, many.at(-1)?.column]).toEqual([20, 58])
    const text = `${'{{thing.name}}\n'.repeat(30)}😀{{thing.nam}}`
    expect(told(text).slice(19)).toEqual(['may-be-empty 20:1 thing.name', 'unknown-variable 31:2 thing.nam'])
  })

  it('is a warning where a value may be missing and nothing stands in for it', () => {
    expect(told('{{thing.name}}')).toEqual(['may-be-empty 1:1 thing.name'])
    expect(told('{{thing.name | default: お客様}}{{thing.id}}')).toEqual([])
  })
})

describe('placeholders that stand in a text', () => {
  it('are those that name something, whether it is there or not', () => {
    const text =
      'a {{thing.name | default: x}} {{gone.since-then}} ｛｛ｔｈｉｎｇ．ｉｄ｝｝ {{name}} {{ }} {{a b.c}} {{thing.'
    expect(placeholdersIn(text)).toEqual([
      '{{thing.name | default: x}}',
      '{{gone.since-then}}',
      '｛｛ｔｈｉｎｇ．ｉｄ｝｝',
    ])
  })

  it('are those of some nouns, where these are given', () => {
    expect(placeholdersIn('{{thing.name}} {{product.title}} {{things.name}}', ['thing'])).toEqual([
      '{{thing.name}}',
    ])
  })

  it('begin with the last two braces, whatever stands before them', () => {
    expect(placeholdersIn('{{{thing.name}}} ｛｛｛thing.id｝｝｝')).toEqual([
      '{{thing.name}}',
      '｛｛thing.id｝｝',
    ])
    expect(fill('{{{thing.id}}}', {}).text).toBe('{t}')
    expect(placeholdersIn(fill('{{thing.name}}{{thing.day}}', { name: 'a {' }).text)).toEqual([
      '{{thing.day}}',
    ])
  })
})

const piece = fc.oneof(
  fc.constantFrom(
    '{{',
    '}}',
    '｛｛',
    '｝｝',
    '{',
    '}',
    '|',
    ':',
    'default',
    'thing.name',
    'thing.size',
    '\n',
    ' ',
  ),
  fc.constantFrom('date', 'money', 'upper', 'number', 'JPY', '"', '{{thing.name}}', '{{thing.id | upper}}'),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

describe('any text whatever', () => {
  it('is made ready and filled in without a throw, and says the same where nothing is to be put', () => {
    fc.assert(
      fc.property(anyText, fc.anything(), (text, value) => {
        const compiled = compileText(text, known)
        const { parts } = renderText(compiled, () => value, tokyo)
        expect(parts.filter(({ variable }) => variable === null).map((part) => part.text)).toEqual(
          compiled.parts.filter((part) => typeof part === 'string'),
        )
        // Nothing of the text is lost where nothing is known of anybody.
        expect(compiled.parts.map((part) => (typeof part === 'string' ? part : part.source)).join('')).toBe(
          text,
        )
      }),
      { numRuns: 5000 },
    )
  })

  it('bears each value as often as it asks for it, and as it is', () => {
    const words = fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => !/[{}｛｝]/.test(text))
    const value = anyText.filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), value, (between, name) => {
        const { text, missing } = fill(between.join('{{thing.name}}'), { name })
        expect(text).toBe(between.join(name))
        expect(missing).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })
})

describe('declared variables', () => {
  const relations = [relation<Thing>('thing', 'owner', readThings, ({ owner }) => owner ?? null)]
  const all = new Variables()
  all.declare([{ variables: [...things, ...owners], relations }])

  it('are read for many at once, each source once, those to which somebody belongs among them', async () => {
    reads.length = 0
    const texts = await all.compile(db, ['thing'], ['{{thing.name}} {{owner.name}}', '{{thing.name}}'])
    const valueOf = await all.read(db, texts, [{ thing: 'a' }, { thing: 'b' }, { thing: 'a' }])
    expect(valueOf(1, 'owner.name')).toBe('owner of b')
    expect(valueOf(2, 'thing.name')).toBe('name of a')
    expect(reads).toEqual(['a,b'])
  })

  it('are of whoever is given, wherever a relation would lead', async () => {
    const texts = await all.compile(db, ['thing', 'owner'], ['{{owner.name}}'])
    const valueOf = await all.read(db, texts, [{ thing: 'a', owner: 'another' }])
    expect(valueOf(0, 'owner.name')).toBe('another')
  })

  it('are read of each kind, also where one source serves two', async () => {
    const both = new Variables()
    const owned = variablesAbout<Thing>('owner', readThings, [
      { name: 'owner.title', title, kind: 'text', value: ({ name }) => name ?? null },
    ])
    both.declare([{ variables: [...things, ...owned], relations }])
    const texts = await both.compile(db, ['thing'], ['{{thing.name}} {{owner.title}}'])
    const valueOf = await both.read(db, texts, [{ thing: 'a' }])
    expect([valueOf(0, 'thing.name'), valueOf(0, 'owner.title')]).toEqual(['name of a', 'name of owner of a'])
  })

  it('are unknown to texts that speak of something else', async () => {
    const [text] = await all.compile(db, ['owner'], ['{{thing.id}}'])
    expect(text?.troubles[0]?.code).toBe('unknown-variable')
    expect((await all.list(db, ['owner'])).map(({ name }) => name)).toEqual(['owner.name'])
  })

  it('have one meaning each', () => {
    expect(() => new Variables().declare([{ variables: things }, { variables: things }])).toThrow(
      'two variables are called thing.name',
    )
  })
})
