import { createChanges, endAfter } from './changes.ts'
import { type Course, courseOf } from './course.ts'
import type { Person } from './customers.ts'
import { choose, type Facts, fill } from './fill.ts'
import { type Common, writeMessages } from './messages.ts'
import type { Plan } from './plan.ts'
import { afterWork } from './shifts.ts'
import { inboxes, languageOf } from './shop.ts'
import { chooseTags } from './tags.ts'
import { createFacts, createScript, prepare, type Task, wordingOf } from './task.ts'
import type { Conversation, Priority } from './types.ts'
import type { Wording } from './wording.ts'
import { hour } from './zones.ts'

function inboxOf({ random, plan, channel, matter: { story } }: Task): string {
  const course = /^(subscription|cancel)/.test(story.kind) && random.chance(0.55)
  if (plan.brand === 'tsumugi' && channel === 'email') return course ? 'tsumugi-course' : 'tsumugi-mail'
  return `${plan.brand}-${channel === 'email' ? 'mail' : channel}`
}

function priorityOf({ random, matter: { story } }: Task): Priority {
  if (story.priority) return story.priority
  return random.chance(0.035) ? 'high' : random.chance(0.02) ? 'low' : 'normal'
}

/** The ends of a conversation: the last one, and the first where the customer came back. */
function ends(
  task: Task,
  { turns, times }: Course,
  back: number | undefined,
): { resolvedAt?: number; firstEnd?: number } {
  const { random, plan, channel, now, cast: people } = task
  if (plan.status !== 'resolved') return {}
  const last = times.at(-1) ?? plan.openedAt
  const silent = turns.every(({ by }) => by === 'customer')
  const closed = silent
    ? afterWork(people.first, last, random.int(20, 300))
    : endAfter(random, channel === 'chat', turns.at(-1)?.part !== 'answer', last, now)
  const resolvedAt = Math.max(last, Math.min(closed, now))
  const backAt = back === undefined ? undefined : times[back]
  if (backAt === undefined || back === undefined) return { resolvedAt }
  const before = times[back - 1] ?? plan.openedAt
  return {
    resolvedAt,
    firstEnd: Math.min(backAt - 1, endAfter(random, channel === 'chat', true, before, now)),
  }
}

function subjectOf(
  { random, channel, plan, matter: { story } }: Task,
  wording: Wording,
  facts: Facts,
): string {
  if (channel === 'chat') return ''
  const subject = fill(choose(random, wording.pick(story.subjects) ?? ''), facts, plan.openedAt, false)
  return languageOf(plan.brand) === 'en'
    ? subject.replace(/^[a-z]/, (letter) => letter.toUpperCase())
    : subject
}

function commonOf(task: Task, facts: Facts, inbox: string, subject: string): Common {
  const { random, channel, matter, person, persona, plan } = task
  const mailbox = inboxes.find(({ key }) => key === inbox)
  return {
    random,
    channel,
    mood: matter.story.mood ?? 'plain',
    person,
    persona,
    kind: matter.story.kind,
    language: languageOf(plan.brand),
    cast: task.cast,
    facts,
    subject,
    endless: channel !== 'chat' && random.chance(0.014),
    ...(mailbox?.address && { mailbox: `${mailbox.name} <${mailbox.address}>` }),
  }
}

/** Whose it is now: the last one who took it, or the one whom the system gave it to. */
function assigneeOf(
  { random, plan, cast }: Task,
  { turns }: Course,
  taken: string | undefined,
): string | undefined {
  const waiting = plan.status === 'open' && turns.every(({ by }) => by === 'customer')
  return taken ?? (waiting && random.chance(0.55) ? undefined : cast.first)
}

/** One conversation, whole, from nothing but the seed, its place and its plan. */
export function createConversation(
  seed: number,
  index: number,
  plan: Plan,
  people: readonly Person[],
  now: number,
): Conversation {
  const task = prepare(seed, index, plan, people, now)
  const { random, person } = task
  const { story } = task.matter
  const facts = createFacts(task)
  const wording = wordingOf(task)
  const script = createScript(task, wording)
  const told = courseOf(task, script)
  const inbox = inboxOf(task)
  const subject = subjectOf(task, wording, facts)
  const messages = writeMessages(commonOf(task, facts, inbox, subject), told.turns, told.times)
  const priority = priorityOf(task)
  const back = script.back !== undefined && script.back < told.turns.length ? script.back : undefined
  const { resolvedAt, firstEnd } = ends(task, told, back)
  const rest = {
    cast: task.cast,
    team: story.team,
    priority,
    status: plan.status,
    back,
    resolvedAt,
    firstEnd,
  }
  const changes = createChanges({ turns: told.turns, times: told.times, ...rest })
  const assignee = assigneeOf(task, told, changes.findLast(({ kind }) => kind === 'assigned')?.to)
  const reopened = back === undefined ? undefined : told.times[back]
  const snoozed = plan.status === 'snoozed' ? now + Math.round(random.spread(30, 0.8) * hour) : undefined
  return {
    key: `conversation-${index + 1}`,
    inbox,
    customer: person.customer.key,
    subject,
    status: plan.status,
    ...(snoozed !== undefined && { snoozedUntil: new Date(snoozed) }),
    priority,
    ...(assignee && { assignee }),
    team: story.team,
    tags: chooseTags(
      random,
      person,
      [...story.tags, ...(told.whole ? script.tags : [])],
      index % 1700 === 850,
    ),
    openedAt: new Date(plan.openedAt),
    ...(resolvedAt !== undefined && { resolvedAt: new Date(resolvedAt) }),
    ...(reopened !== undefined && { reopenedAt: new Date(reopened) }),
    kind: story.kind,
    messages,
    changes,
  }
}
