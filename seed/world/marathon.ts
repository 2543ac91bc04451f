import type { Story } from '../stories/story.ts'
import { Draft, type Script, type Setting } from './draft.ts'
import { answer, exchange, farewell, open } from './script.ts'
import type { Wording } from './wording.ts'

/** A visitor with no end of questions: one chat through many stories, until it has `least` turns. */
export function writeMarathon(
  setting: Setting,
  stories: readonly Story[],
  least: number,
  wordings: () => Wording,
): Script {
  const { random, phrases } = setting
  const draft = new Draft(setting)
  open(draft, setting)
  draft.one('agent', 'greeting', 'serve', phrases.chatGreetings.plain)
  answer(draft, setting)
  const left = [...stories]
  while (draft.turns.length < least && left.length > 0) {
    const [story] = left.splice(random.int(0, left.length - 1), 1)
    if (!story) break
    const next = { ...setting, story, wording: wordings() }
    draft.wording = next.wording
    draft.one('customer', 'more', 'customer', phrases.chatEchoes)
    if (random.chance(0.7)) draft.one('customer', 'more', 'bubble', phrases.links)
    for (const bubble of (next.wording.pick(story.chat) ?? '').split(' // '))
      draft.say('customer', 'more', 'bubble', bubble)
    answer(draft, next)
    const [round] = story.rounds?.filter(({ says }) => next.wording.can(says)) ?? []
    if (round) exchange(draft, round)
  }
  farewell(draft, { ...setting, story: { ...setting.story, quiet: 0 } })
  return { turns: draft.turns, tags: draft.tags, author: draft.author }
}
