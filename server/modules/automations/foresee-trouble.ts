import type { Actions, Effect } from '../../kernel/actions/index.ts'
import type { Condition } from '../../kernel/conditions/index.ts'
import type { Triggers } from '../../kernel/triggers/index.ts'
import { LONGEST_CHAIN } from './brake-rules.ts'
import { contradicts, excludes } from './exclude.ts'
import type { RuleRow } from './queries/rules.ts'

/** Enough for every way through rules that people make; what is not found is stopped when it runs. */
const MOST_WAYS = 5000

type Foreseen = Pick<RuleRow, 'id' | 'name' | 'when' | 'applies' | 'steps' | 'stops'>

/** What would go wrong between rules. `key` stays the same while the rules are the same ones. */
export type Trouble =
  | { key: string; kind: 'loop'; rules: string[] }
  | { key: string; kind: 'fight'; rule: string; wins: boolean; over: { en: string; ja: string } }

/** What the rooms declare, as far as it tells which rules set each other off. */
export interface Known {
  triggers: Triggers
  actions: Actions
  conditions: ReadonlyMap<string, Condition>
}

const meets = (some: readonly string[] = [], others: readonly string[] = []): boolean =>
  some.some((one) => others.includes(one))

/** True where one undoes what the other does. */
const opposes = (one: Effect, other: Effect): boolean =>
  one.of === other.of &&
  ((one.to !== undefined && other.to !== undefined && one.to !== other.to) ||
    meets(one.adds, other.takes) ||
    meets(one.takes, other.adds))

/** The effects of a rule that would set another one off. */
const leads = (known: Known, from: Foreseen, to: Foreseen): Effect[] => {
  if (!('events' in to.when)) return []
  const follows = to.when.events.flatMap((name) => known.triggers.trigger(name)?.follows ?? [])
  return known.actions
    .effectsOf(from.steps)
    .filter((effect) => follows.includes(effect.of) && !contradicts(known.conditions, to.applies, effect))
}

/**
 * True where going round goes on. What sets a value that is set already changes nothing, so a round ends unless something in it
 * happens anew each time, or two rules in it want the opposite.
 */
const goesOn = (known: Known, round: readonly Foreseen[]): boolean => {
  const effects = round.flatMap(({ steps }) => known.actions.effectsOf(steps))
  return round.some((rule, at) =>
    leads(known, rule, round[(at + 1) % round.length] as Foreseen).some(
      (effect) => effect.again || effects.some((other) => opposes(effect, other)),
    ),
  )
}

/** The shortest rounds from a rule back to it that go on. */
const loopsOf = (known: Known, rule: Foreseen, all: readonly Foreseen[]): Foreseen[][] => {
  const next = new Map<Foreseen, Foreseen[]>()
  const after = (one: Foreseen): Foreseen[] => {
    const found = next.get(one) ?? all.filter((other) => leads(known, one, other).length > 0)
    next.set(one, found)
    return found
  }
  let ways: Foreseen[][] = [[rule]]
  for (let length = 0; length < LONGEST_CHAIN && ways.length < MOST_WAYS; length += 1) {
    const closed = ways.filter((way) => after(way.at(-1) as Foreseen).includes(rule) && goesOn(known, way))
    if (closed.length > 0) return closed.slice(0, 3)
    ways = ways.flatMap((way) =>
      after(way.at(-1) as Foreseen)
        .filter((other) => !way.includes(other))
        .map((other) => [...way, other]),
    )
  }
  return []
}

/** What a rule answers to, so that two answer to the same where they share some of it. */
const casesOf = ({ triggers }: Known, { when }: Foreseen): readonly string[] =>
  'events' in when
    ? when.events.flatMap((name) => triggers.trigger(name)?.cases ?? [])
    : [`${when.moment} ${when.after.amount} ${when.after.unit}`]

/** What both would set to something else, where both answer to the same. */
const fightOf = (known: Known, first: Foreseen, second: Foreseen): string | undefined => {
  if (first.stops || !meets(casesOf(known, first), casesOf(known, second))) return undefined
  if (excludes(known.conditions, first.applies, second.applies)) return undefined
  const theirs = known.actions.effectsOf(second.steps)
  return known.actions.effectsOf(first.steps).find((one) => theirs.some((other) => opposes(one, other)))?.of
}

/** Two rules that want something different of the same conversations; `winner` comes behind `rule`. */
export interface Fight {
  key: string
  rule: string
  winner: string
  over: { en: string; ja: string }
}

/** All fights between rules in their order. */
export const foreseeFights = (known: Known, all: readonly Foreseen[]): Fight[] =>
  all.flatMap((first, at) =>
    all.slice(at + 1).flatMap((second): Fight[] => {
      const of = fightOf(known, first, second)
      if (of === undefined) return []
      const over = known.conditions.get(of)?.title ?? { en: of, ja: of }
      return [{ key: `order ${first.id} ${second.id} ${of}`, rule: first.name, winner: second.name, over }]
    }),
  )

/**
 * What would go wrong with a rule among the others, which are in their order with it: rounds that go on, and what it and
 * another one want differently of the same conversation. Nothing is run for it.
 */
export const foreseeTrouble = (known: Known, rule: Foreseen, all: readonly Foreseen[]): Trouble[] => {
  const loops = loopsOf(known, rule, all).map(
    (round): Trouble => ({
      // Without its own id: a rule that is still to be saved has none yet.
      key: `loop ${round
        .slice(1)
        .map(({ id }) => id)
        .join(' ')}`.trim(),
      kind: 'loop',
      rules: [...round, rule].map(({ name }) => name),
    }),
  )
  const fights = all.flatMap((other): Trouble[] => {
    if (other === rule) return []
    const wins = all.indexOf(rule) > all.indexOf(other)
    const of = wins ? fightOf(known, other, rule) : fightOf(known, rule, other)
    if (of === undefined) return []
    const over = known.conditions.get(of)?.title ?? { en: of, ja: of }
    return [{ key: `fight ${other.id} ${of}`, kind: 'fight', rule: other.name, wins, over }]
  })
  return [...loops, ...fights]
}
