import { describe, expect, it } from 'vitest'
import { changedSettings } from './changes.ts'
import { wrongSettings } from './check.ts'
import { effectiveAt, type Shape, shapeAt } from './shape.ts'
import { askedAs, type Field, type Group, isAsked } from './view.ts'

const host: Shape = { type: 'string', minLength: 1, maxLength: 253 }
const settings: Shape = {
  type: 'object',
  required: ['address'],
  properties: {
    address: { type: 'string', pattern: '^[^@]+@[^@]+$' },
    title: { type: 'object', properties: { ja: { type: 'string' }, en: { type: 'string' } } },
    receive: {
      default: { how: 'nothing' },
      oneOf: [
        {
          properties: {
            how: { const: 'box' },
            host,
            port: { type: 'integer', default: 993, minimum: 1, maximum: 65_535 },
          },
          required: ['how', 'host'],
        },
        { properties: { how: { const: 'nothing' } }, required: ['how'] },
      ],
    },
    smtp: { type: 'object', properties: { host }, required: ['host'] },
  },
}
const words = { en: 'x', ja: 'x' }
const field = (path: string, part: Partial<Field> = {}): Field => ({ path, label: words, ...part })
const byBox = [{ path: 'receive.how', is: ['box'] }]
const group: Group = {
  key: 'all',
  title: words,
  fields: [
    field('address'),
    field('receive.how'),
    field('receive.host', { when: byBox }),
    field('receive.port', { when: byBox }),
    field('smtp', { as: 'present' }),
    field('smtp.host', { when: [{ path: 'smtp', is: [true] }] }),
    field('password', { secret: true }),
  ],
}
const secrets: Shape = { type: 'object', properties: { password: { type: 'string', maxLength: 5 } } }
const wrong = (values: Record<string, unknown>, given: Record<string, unknown> = {}) =>
  wrongSettings([group], { settings: values, secrets: given }, { settings, secrets })

describe('the shape of settings', () => {
  it('is found through its variants, by what is chosen now', () => {
    expect(shapeAt(settings, {}, 'receive.how')?.shape.enum).toEqual(['box', 'nothing'])
    expect(shapeAt(settings, { receive: { how: 'box' } }, 'receive.host')).toEqual({
      shape: host,
      required: true,
    })
    expect(shapeAt(settings, {}, 'nowhere.at.all')).toBeUndefined()
  })
  it('gives the default where nothing is set, of the whole or of the part', () => {
    expect(effectiveAt(settings, {}, 'receive.how')).toBe('nothing')
    expect(effectiveAt(settings, { receive: { how: 'box' } }, 'receive.port')).toBe(993)
    expect(effectiveAt(settings, { receive: { how: 'box', port: 143 } }, 'receive.port')).toBe(143)
  })
  it('tells how a setting is asked for', () => {
    const asked = (path: string) => {
      const placed = shapeAt(settings, { receive: { how: 'box' } }, path)
      return askedAs(field(path), placed?.shape ?? {})
    }
    expect(['address', 'title', 'receive.how', 'receive.port'].map(asked)).toEqual([
      'text',
      'words',
      'choice',
      'number',
    ])
  })
  it('asks only for what its conditions let', () => {
    const [, , byHost, , , bySmtp] = group.fields as [Field, Field, Field, Field, Field, Field]
    expect(isAsked(byHost, settings, {})).toBe(false)
    expect(isAsked(byHost, settings, { receive: { how: 'box' } })).toBe(true)
    expect(isAsked(bySmtp, settings, {})).toBe(false)
    expect(isAsked(bySmtp, settings, { smtp: {} })).toBe(true)
  })
})

describe('checking settings', () => {
  it('finds what is missing, malformed or out of bounds, only where it is asked for', () => {
    expect(wrong({})).toEqual({ 'settings.address': { kind: 'empty' } })
    expect(wrong({ address: 'nobody' })).toEqual({ 'settings.address': { kind: 'format' } })
    expect(wrong({ address: 'a@b', receive: { how: 'box', port: 0 }, smtp: {} })).toEqual({
      'settings.receive.host': { kind: 'empty' },
      'settings.receive.port': { kind: 'small', limit: 1 },
      'settings.smtp.host': { kind: 'empty' },
    })
    expect(wrong({ address: 'a@b' }, { password: '123456' })).toEqual({
      'secrets.password': { kind: 'long', limit: 5 },
    })
    expect(wrong({ address: 'a@b', receive: { how: 'box', host: 'mail' } })).toEqual({})
  })
})

describe('changed settings', () => {
  it('are sent whole, and what was taken away goes back to its default', () => {
    const kept = { title: { ja: 'あ', en: 'a' }, smtp: { host: 'x' }, theme: 'light' }
    expect(changedSettings(kept, { title: { ja: 'い', en: 'a' }, theme: 'light' })).toEqual({
      title: { ja: 'い', en: 'a' },
      smtp: null,
    })
    expect(changedSettings(kept, kept)).toEqual({})
  })
})
