import { type Cast, cast } from './casting.ts'
import { chooseMatter, curious, type Matter } from './choose-story.ts'
import type { Person } from './customers.ts'
import { createFactsEn } from './facts-en.ts'
import { createFactsJa } from './facts-ja.ts'
import type { Facts } from './fill.ts'
import { traitsOf } from './goods.ts'
import { writeMarathon } from './marathon.ts'
import { nameOf } from './messages.ts'
import { createPersona, type Persona } from './persona.ts'
import { phrasebooks } from './phrasebook.ts'
import type { Plan } from './plan.ts'
import { createRandom, type Random } from './random.ts'
import type { Script, Setting } from './draft.ts'
import { writeScript } from './script.ts'
import { afterWork } from './shifts.ts'
import { languageOf } from './shop.ts'
import type { Channel } from './types.ts'
import { troubleAt } from './volume.ts'
import { createWording, type Wording } from './wording.ts'
import { day } from './zones.ts'

/** A conversation that is to be told: who, where, about what. */
export interface Task {
  readonly random: Random
  readonly index: number
  readonly plan: Plan
  readonly person: Person
  readonly persona: Persona
  readonly channel: Channel
  readonly matter: Matter
  readonly marathon: boolean
  readonly cast: Cast
  readonly now: number
}

/** Every so many conversations one is a marathon in the chat; it must be over to be told whole. */
const isMarathon = (index: number, plan: Plan): boolean => index % 2600 === 1300 && plan.status === 'resolved'

/** Decides who talks about what, and who answers. */
export function prepare(
  seed: number,
  index: number,
  plan: Plan,
  people: readonly Person[],
  now: number,
): Task {
  const random = createRandom(seed, 'conversation', index)
  const person = people[plan.person]
  if (!person) throw new RangeError(`no person ${plan.person}`)
  const marathon = isMarathon(index, plan)
  const channel = marathon ? 'chat' : plan.channel
  const trouble = marathon ? undefined : troubleAt(plan.brand, plan.openedAt, now)
  const drawn = chooseMatter(random, plan.brand, channel, plan.status, person, trouble)
  const start = marathon ? curious(plan.brand, drawn.story)[0] : undefined
  const matter = start ? { ...drawn, story: start } : drawn
  return {
    random,
    index,
    plan,
    person,
    persona: createPersona(seed, person),
    channel,
    matter,
    marathon,
    cast: cast(random, matter.story.team, channel, plan.openedAt, now - 365 * day),
    now,
  }
}

/** The facts of a conversation in its language, each made when a text first asks for it. */
export function createFacts({ random, person, matter, plan, cast: { first, second, lead } }: Task): Facts {
  const language = languageOf(plan.brand)
  const scene = {
    random,
    person,
    product: matter.product,
    other: matter.other,
    openedAt: plan.openedAt,
    fresh: matter.story.fresh ?? false,
    agentName: nameOf(first, language),
    leadName: nameOf(lead, language),
    secondName: nameOf(second, language),
  }
  if (language === 'en') return createFactsEn(scene)
  return createFactsJa({ ...scene, desk: matter.story.team === 'orders' ? '受注・配送窓口' : 'お客様相談室' })
}

/** Wordings that fit the customer, the product and the matter. */
export function wordingOf({ random, person, matter }: Task): Wording {
  const [area = ''] = matter.story.kind.split('.')
  const asks = /^(product|delivery|order|return|payment|account|subscription|campaign|misc|warranty)$/.test(
    area,
  )
  const own = [person.woman ? 'woman' : 'man', area, ...(asks ? ['question'] : [])]
  const traits = new Set([...traitsOf(matter.product), ...own])
  return createWording(random, traits, person.age)
}

/** What is said, turn by turn, before it has a time. */
export function createScript(task: Task, wording: Wording): Script {
  const { random, plan, channel, matter, marathon, persona } = task
  const { story } = matter
  const setting: Setting = {
    random,
    wording,
    story,
    channel,
    phrases: phrasebooks[languageOf(plan.brand)],
    careful: persona.manner === 'formal' || persona.manner === 'elder',
    mood: story.mood ?? 'plain',
    canHandOver:
      afterWork(task.cast.second, plan.openedAt, 0) <= afterWork(task.cast.first, plan.openedAt, 20),
  }
  return marathon
    ? writeMarathon(setting, curious(plan.brand, story), 66, () => wordingOf(task))
    : writeScript(setting)
}
