import { expect, it } from 'vitest'
import type { Field, Kind } from '../inboxes/schema/view.ts'
import { secretNamed, settingAt } from './setting-at.ts'

const field = (path: string, over: Partial<Field> = {}): Field => ({
  path,
  label: { en: `${path} en`, ja: `${path} ja` },
  ...over,
})
const group = (key: string, fields: Field[]) => ({ key, title: { en: key, ja: key }, fields })
const kind = {
  view: {
    groups: [
      group('send', [field('smtp'), field('smtp.host'), field('password', { secret: true })]),
      group('words', [field('title')]),
    ],
  },
} as unknown as Kind

const found = (path: string) => {
  const setting = settingAt(kind, path)
  return setting && [setting.group.key, setting.field.path, setting.parts]
}

it('finds a setting by its path, and the one that holds a part', () => {
  expect(found('smtp.host')).toEqual(['send', 'smtp.host', []])
  expect(found('smtp.pool')).toEqual(['send', 'smtp', ['pool']])
  expect(found('title.ja')).toEqual(['words', 'title', ['ja']])
  expect(found('charset')).toBeUndefined()
  expect(settingAt(undefined, 'title')).toBeUndefined()
})
it('tells secrets from settings', () => {
  expect(found('password')).toBeUndefined()
  expect(secretNamed(kind, 'password')?.label.en).toBe('password en')
  expect(secretNamed(kind, 'smtp')).toBeUndefined()
})
