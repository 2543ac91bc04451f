import fc from 'fast-check'
import type { Schema } from '../../server/start/docs-page/document.ts'

/** Values that exist: by the name of the field that they belong to, and words that mean something anywhere. */
export interface Known {
  named: Readonly<Record<string, readonly string[]>>
  words: readonly string[]
}

const deep = (depth: number): unknown => {
  let value: unknown = 'bottom'
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** Values that have broken somebody's server: types, characters, sizes, numbers at the edges, prototypes, injections. */
export const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 31) - 1,
  [],
  {},
  [[]],
  [null],
  { length: -1 },
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '\u202e\u200b\ufeff',
  '\r\nSet-Cookie: a=b',
  '😀'.repeat(50),
  'が'.repeat(3000),
  'a'.repeat(100_000),
  '%00',
  '%',
  '../../etc/passwd',
  "' or 1=1 --",
  '"; drop table agents; --',
  '{{7*7}}${7*7}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  '9999-99-99T99:99:99Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '01980000-0000-7000-8000-00000000000',
  Number.MAX_SAFE_INTEGER,
  JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": {}}}'),
  deep(600),
]

const hostile = fc.constantFrom(...HOSTILE)

/** Fields that hold the ids of something under another name. */
const ALIASES: Record<string, string> = {
  assigneeId: 'agentId',
  ownerId: 'agentId',
  mentions: 'agentId',
  seenMessageId: 'messageId',
}

const realOf = (known: Known, name: string): readonly string[] | undefined =>
  known.named[ALIASES[name] ?? name.replace(/Ids$/, 'Id')]

const someDate = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

const text = (schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> => {
  const { format, minLength = 0, maxLength = 200 } = schema
  const real = realOf(known, name)
  if (real)
    return fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...real) },
      { weight: 1, arbitrary: format === 'uuid' ? fc.uuid() : fc.string({ maxLength: 40 }) },
    )
  if (format === 'uuid') return fc.oneof(fc.constantFrom(...Object.values(known.named).flat()), fc.uuid())
  if (format === 'date-time') return someDate
  if (format === 'date') return someDate.map((date) => date.slice(0, 10))
  if (format === 'email') return fc.nat(50).map((n) => `customer${n}@shop.example`)
  const most = Math.max(minLength, Math.min(maxLength, 200))
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...known.words) },
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength, maxLength: most }) },
  )
}

const plain = (schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> => {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fc.oneof(...options.map((option) => valuesOf(option, known, name)))
  const types = [schema.type ?? 'any'].flat()
  if (types.length > 1) return fc.oneof(...types.map((type) => valuesOf({ ...schema, type }, known, name)))
  const [least, most] = [schema.minimum ?? -1000, schema.maximum ?? 100_000]
  switch (types[0]) {
    case 'string':
      return text(schema, known, name)
    case 'integer':
      return fc.integer({ min: Math.max(least, -(2 ** 31)), max: Math.min(most, 2 ** 31 - 1) })
    case 'number':
      return fc.double({ min: least, max: most, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, known, name), {
        minLength: Math.min(schema.minItems ?? 0, 3),
        maxLength: 4,
      })
    case 'object':
      return objects(schema, known)
    default:
      return fc.jsonValue({ maxDepth: 3 })
  }
}

const objects = (schema: Schema, known: Known): fc.Arbitrary<unknown> => {
  const fields = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, one]) => [name, valuesOf(one, known, name)]),
  )
  const listed = fc.record(fields, { requiredKeys: schema.required ?? [] })
  if (typeof schema.additionalProperties !== 'object') return listed
  const keys = fc.oneof(fc.constantFrom(...known.words), fc.string({ maxLength: 30 }))
  const others = fc.dictionary(keys, valuesOf(schema.additionalProperties, known, ''), { maxKeys: 4 })
  return fc.tuple(listed, others).map(([some, more]) => ({ ...more, ...some }))
}

/** Values of the shape of a field; now and then one part of them is something else entirely. */
export const valuesOf = (schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 24, arbitrary: plain(schema, known, name) }, { weight: 1, arbitrary: hostile })
