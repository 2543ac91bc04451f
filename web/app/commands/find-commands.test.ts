import { expect, it } from 'vitest'
import { findCommands } from './find-commands.ts'
import type { Command } from './registry.ts'

const command = (id: string, title: string, over: Partial<Command> = {}): Command => ({
  id,
  title,
  group: '会話',
  run: () => undefined,
  ...over,
})
const commands = [
  command('assign', '担当者を変更'),
  command('resolve', '解決にする', { words: 'resolve done' }),
  command('down', '次の会話', { movement: true }),
  command('theme', '外観: ダーク'),
  command('assign', 'Shadowed'),
]
const ids = (query: string) => findCommands(commands, query).map((one) => one.id)

it('offers everything but movements, each once', () =>
  expect(ids('')).toEqual(['assign', 'resolve', 'theme']))
it('has one order, whichever part was loaded first', () => {
  const placed = [
    command('merge', '別の会話と結合…', { place: 13 }),
    command('reply', '返信', { place: 1 }),
    ...commands.slice(2),
    command('resolve', '解決にする', { place: 3 }),
  ]
  const order = ['reply', 'resolve', 'merge', 'theme', 'assign']
  const listed = (given: Command[], query: string) => findCommands(given, query).map((one) => one.id)
  expect(listed(placed, '')).toEqual(order)
  expect(listed([...placed.slice(1), ...placed.slice(0, 1)], '')).toEqual(order)
  expect(listed(placed, '会話')).toEqual(order)
  expect(listed(placed, '別の')[0]).toBe('merge')
})
it('finds by words in any form', () => {
  expect(ids('ﾀﾞｰｸ')).toEqual(['theme'])
  expect(ids('だーく')).toEqual(['theme'])
  expect(ids('RESOLVE')).toEqual(['resolve'])
  expect(ids('会話 担当')).toEqual(['assign'])
  expect(ids('nothing')).toEqual([])
})
it('puts titles that begin with the query first', () => {
  const two = [command('a', 'Set the tag'), command('b', 'Tag')]
  expect(findCommands(two, 'tag').map((one) => one.id)).toEqual(['b', 'a'])
})
