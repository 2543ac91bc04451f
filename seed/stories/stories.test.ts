import { describe, expect, test } from 'vitest'
import { choose } from '../world/fill.ts'
import { products, suits, traitsOf } from '../world/goods.ts'
import { phrasebooks } from '../world/phrasebook.ts'
import { createRandom } from '../world/random.ts'
import { writeScript } from '../world/script.ts'
import { bare, createWording } from '../world/wording.ts'
import { storiesEn } from './en/index.ts'
import { storiesJa } from './ja/index.ts'
import type { Exchange, Lines, Story } from './story.ts'

const exchange = ({ says, reply }: Exchange): readonly Lines[] => [says, reply]

/** Every list of wordings of a story. */
function allLines(story: Story): readonly Lines[] {
  const { subjects, ask, chat, probe, answer, forks = [], rounds = [], back, notes = [] } = story
  const threads = [...forks, ...rounds, ...(back ? [back] : [])].flatMap(exchange)
  return [subjects, ...ask, chat, ...(probe ? [probe.asks, probe.tells] : []), ...answer, ...threads, notes]
}

/** The conditions of a line. */
const headsOf = (line: string): readonly string[] => /^<([^>]+)> /.exec(line)?.[1]?.split(',') ?? []

const languages = [
  ['ja', storiesJa, 80],
  ['en', storiesEn, 55],
] as const

describe.each(languages)('stories in %s', (language, stories, least) => {
  test('are many, each of its own kind', () => {
    expect(stories.length).toBeGreaterThanOrEqual(least)
    expect(new Set(stories.map(({ kind }) => kind)).size).toBe(stories.length)
  })

  test('have balanced mark-up and known signs in their conditions', () => {
    const random = createRandom('markup')
    const wrong = stories.flatMap((story) =>
      allLines(story)
        .flat()
        .filter((line) => {
          const text = choose(random, bare(line)).replaceAll(/\{\w+\}/g, '')
          const known = headsOf(line).every((label) => /^(\?[\w+/-]+|[+!]?\w+:\w+)$/.test(label))
          return /[{}[\]<>|]/.test(text) || !known
        }),
    )
    expect(wrong).toEqual([])
  })

  test('need nothing that nobody tells', () => {
    const wrong = stories.flatMap((story) => {
      const heads = allLines(story).flat().flatMap(headsOf)
      const told = new Set(heads.filter((label) => /^\w/.test(label)))
      return heads
        .filter((label) => /^[+!]/.test(label) && !told.has(label.slice(1)))
        .map((label) => [story.kind, label])
    })
    expect(wrong).toEqual([])
  })

  test.each(stories.map((story) => [story.kind, story] as const))(
    '%s can be told to anybody',
    (kind, story) => {
      const shelf = products.filter((one) => one.language === language && suits(one, story.goods))
      expect(shelf).not.toEqual([])
      for (let i = 0; i < 80; i++) {
        const random = createRandom(kind, i)
        const who = [random.pick(['woman', 'man']), kind.split('.')[0] ?? '']
        const traits = new Set([...traitsOf(random.pick(shelf)), ...who])
        const wording = createWording(random, traits, random.int(19, 88))
        const channel = random.pick(['chat', 'form', 'email'] as const)
        const setting = {
          random,
          wording,
          story,
          channel,
          careful: random.chance(0.5),
          canHandOver: true,
          mood: story.mood ?? 'plain',
        }
        const { turns } = writeScript({ ...setting, phrases: phrasebooks[language] })
        expect(turns[0]?.part).toBe('opening')
        expect(turns.some(({ part }) => part === 'answer')).toBe(story.ignored !== true)
        expect(wording.pick(story.subjects)).toBeTruthy()
      }
    },
  )
})
