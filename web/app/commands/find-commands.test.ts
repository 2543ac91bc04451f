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
it('begins with what is likely, before anything is typed', () => {
  const two = [...commands, command('reply', '返信', { likely: true })]
  expect(findCommands(two, '').map((one) => one.id)).toEqual(['reply', 'assign', 'resolve', 'theme'])
  expect(findCommands(two, '会話').map((one) => one.id)).toEqual(['assign', 'resolve', 'theme', 'reply'])
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
