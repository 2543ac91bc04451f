import type { Exchange, Lines } from '../stories/story.ts'
import { Draft, type Script, type Setting } from './draft.ts'
import { bare } from './wording.ts'

const chosen = ({ wording }: Setting, parts: readonly Lines[]): readonly string[] =>
  parts.map((lines) => wording.pick(lines) ?? '')

/** Order numbers only where an order is what it is about. */
function tail({ wording, phrases, story }: Setting): string {
  const about = /^(delivery|order|return|payment)/.test(story.kind)
  return wording.pick(phrases.chatTails.filter((line) => about || !line.includes('{order}'))) ?? ''
}

/** The longest letters leave nothing out: between what happened and the last parts every wording is used. */
function ramble({ random, phrases }: Setting, parts: readonly Lines[]): readonly string[] {
  const said = parts.flatMap((lines, index) =>
    index < 2 || index >= parts.length - 2 ? lines.slice(0, 1) : lines,
  )
  return [...said.slice(0, -2), random.pick(phrases.records), ...said.slice(-2)].map(bare)
}

export function open(draft: Draft, setting: Setting): void {
  const { random, wording, story, channel, phrases, careful } = setting
  if (channel !== 'chat') {
    const rambling = story.ask.length > 5 && random.chance(0.35)
    draft.say(
      'customer',
      'opening',
      'start',
      ...(rambling ? ramble(setting, story.ask) : chosen(setting, story.ask)),
    )
    return
  }
  if (careful && story.ask.length > 1 && random.chance(0.45)) {
    draft.say('customer', 'opening', 'start', ...chosen(setting, story.ask.slice(0, random.int(2, 3))))
    return
  }
  const bubbles = (wording.pick(story.chat) ?? '').split(' // ')
  if (random.chance(0.3)) {
    const hello = wording.pick(phrases.chatHellos) ?? ''
    if (random.chance(0.35)) bubbles.unshift(hello)
    else bubbles[0] = `${hello}\n${bubbles[0] ?? ''}`
  }
  if (story.mood !== 'glad' && random.chance(0.25)) bubbles.push(tail(setting))
  bubbles.forEach((bubble, index) =>
    draft.say('customer', index === 0 ? 'opening' : 'more', index === 0 ? 'start' : 'bubble', bubble),
  )
}

/** The agent's welcome, the question back, and whoever takes over on the way. */
function receive(draft: Draft, setting: Setting): void {
  const { random, wording, story, channel, phrases, mood, canHandOver } = setting
  const chat = channel === 'chat'
  if (!chat && random.chance(0.05)) draft.one('customer', 'nudge', 'nudge', phrases.nudges)
  const hostile = mood === 'upset' || mood === 'worried'
  if (chat)
    draft.one(
      'agent',
      'greeting',
      'serve',
      hostile ? phrases.chatGreetings.upset : phrases.chatGreetings.plain,
    )
  if (story.probe && wording.can(story.probe.asks) && random.chance(chat ? 0.6 : 0.42)) {
    draft.one('agent', 'probe', chat ? 'bubble' : 'serve', story.probe.asks)
    draft.one('customer', 'tell', 'customer', story.probe.tells)
  }
  if (story.notes && wording.can(story.notes) && random.chance(0.3))
    draft.one('note', 'note', 'note', story.notes)
  else if (mood === 'plain' && random.chance(0.08)) draft.one('note', 'note', 'note', phrases.notes)
  if (random.chance(story.escalates ?? 0)) {
    draft.one('note', 'note', 'note', phrases.handOverNotes)
    draft.author = 'lead'
  } else if (canHandOver && random.chance(0.06)) {
    draft.one('note', 'note', 'note', phrases.transferNotes)
    draft.author = 'second'
  }
}

export function answer(draft: Draft, setting: Setting): void {
  const { random, story, channel, phrases } = setting
  const parts = chosen(setting, story.answer)
  if (channel !== 'chat') {
    const introduced = parts.join('').includes('{lead}')
    const handOver =
      draft.author === 'lead' && !introduced && random.chance(0.5) ? [random.pick(phrases.handOver)] : []
    draft.say(
      'agent',
      'answer',
      draft.turns.some(({ by }) => by === 'agent') ? 'answer' : 'serve',
      ...handOver,
      ...parts,
    )
    return
  }
  if (draft.author === 'lead') draft.one('agent', 'holding', 'quick', phrases.handOver)
  // Praise and opinions need no looking up.
  const looked = !/^(praise|feedback|complaint|cancel)/.test(story.kind) && random.chance(0.55)
  if (looked) draft.one('agent', 'holding', 'bubble', phrases.holding)
  const [head = '', ...rest] = parts.filter((part) => part !== '')
  draft.say(
    'agent',
    'answer',
    'lookup',
    looked && !/^ご?確認/.test(head) ? random.pick(phrases.found) : '',
    head,
  )
  draft.say('agent', 'answer', 'bubble', ...rest)
}

/** The customer's next words and the agent's answer to them. */
export function exchange(draft: Draft, { says, reply, later, tags = [] }: Exchange): void {
  draft.one('customer', 'more', later ? 'weeks' : 'customer', says)
  draft.one('agent', 'reply', later ? 'serve' : 'quick', reply)
  draft.tags.push(...tags)
}

export function farewell(draft: Draft, { random, channel, phrases, mood, story }: Setting): void {
  const chat = channel === 'chat'
  const undecided =
    draft.turns.at(-1)?.part === 'answer' && (story.forks !== undefined || story.probe !== undefined)
  // Nobody thanks for a question that waits for a decision.
  const asked = undecided && story.forks !== undefined
  if (!asked && random.chance(1 - (story.quiet ?? (chat ? 0.24 : 0.55)))) {
    const casual = chat && mood !== 'upset' && mood !== 'grave' && random.chance(0.75)
    draft.one('customer', 'thanks', 'closing', casual ? phrases.thanks.chat : phrases.thanks[mood])
    if (mood !== 'grave' && random.chance(chat ? 0.8 : 0.2)) {
      const closings = mood === 'upset' ? phrases.chatClosingsUpset : phrases.chatClosings
      draft.one('agent', 'goodbye', 'quick', chat ? closings : phrases.mailAfterThanks)
    }
  } else if (chat && random.chance(0.4)) draft.one('agent', 'silence', 'closing', phrases.silence)
  else if (!chat && undecided && mood === 'plain' && random.chance(0.35))
    draft.one('agent', 'reminder', 'days', phrases.reminders)
}

/** Some come back after the end: with the same trouble, or with one more question. */
function comeBack(
  draft: Draft,
  { random, wording, story, phrases, mood }: Setting,
  unused: readonly Exchange[],
): number | undefined {
  const again = story.back && wording.can(story.back.says) && random.chance(0.2)
  const more = !again && unused.length > 0 && random.chance(0.05)
  const next = again ? story.back : more ? random.pick(unused) : undefined
  if (!next) return undefined
  const place = draft.turns.length
  draft.say(
    'customer',
    'return',
    'weeks',
    again ? '' : random.pick(phrases.closedLinks),
    wording.pick(next.says) ?? '',
  )
  draft.one('agent', 'reply', 'serve', next.reply)
  if (random.chance(0.4)) draft.one('customer', 'thanks', 'closing', phrases.thanks[mood])
  return place
}

/** The whole conversation of a story, as it goes when nothing cuts it short. */
export function writeScript(setting: Setting): Script {
  const { random, wording, story } = setting
  const draft = new Draft(setting)
  open(draft, setting)
  if (story.ignored) return { turns: draft.turns, tags: [], author: 'first' }
  receive(draft, setting)
  answer(draft, setting)
  const forks = story.forks?.filter(({ says }) => wording.can(says)) ?? []
  // Who never answered the choice has not decided: the fork's tags stay away, too.
  if (forks.length > 0 && random.chance(0.86))
    exchange(
      draft,
      random.weighted(forks, ({ weight = 1 }) => weight),
    )
  const unused = ask(draft, setting)
  farewell(draft, setting)
  const back = comeBack(draft, setting, unused)
  return { turns: draft.turns, tags: draft.tags, author: draft.author, ...(back !== undefined && { back }) }
}

/** Further questions, in no order; gives those that were not asked. */
function ask(draft: Draft, { random, wording, story, channel }: Setting): readonly Exchange[] {
  const fitting = () => unused.filter(({ says }) => wording.can(says))
  const unused = [...(story.rounds ?? [])]
  for (const wish of [channel === 'chat' ? 0.5 : 0.34, 0.22]) {
    const choices = fitting()
    if (choices.length === 0 || !random.chance(wish)) break
    const round = random.pick(choices)
    unused.splice(unused.indexOf(round), 1)
    exchange(draft, round)
    if (round.ends) return []
  }
  return fitting()
}
