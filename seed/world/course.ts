import { cutAt } from './cut.ts'
import { phrasebooks } from './phrasebook.ts'
import { languageOf } from './shop.ts'
import type { Script, Turn } from './draft.ts'
import type { Task } from './task.ts'
import { squeeze, timeTurns } from './timeline.ts'
import { troubleAt } from './volume.ts'
import { hour, minute } from './zones.ts'

/** What of the script has happened until `now`, and when. */
export interface Course {
  readonly turns: readonly Turn[]
  readonly times: readonly number[]
  /** The whole script was told: its outcome's tags are true. */
  readonly whole: boolean
}

function happened(task: Task, script: Script): Course {
  const { random, plan, now, channel } = task
  const crowd = (troubleAt(plan.brand, plan.openedAt, now)?.peak ?? 1) ** 0.8
  const zone = plan.brand === 'tarn' ? 'America/Los_Angeles' : 'Asia/Tokyo'
  const scene = { random, channel, cast: task.cast, zone, openedAt: plan.openedAt, crowd } as const
  const times = timeTurns(scene, script)
  const end = now - minute
  let count = script.turns.length
  if (plan.status !== 'resolved') count = cutAt(random, script.turns, times, plan.status, end)
  else if (unseen(task, script, times))
    count = Math.max(
      1,
      script.turns.findIndex(({ by }) => by !== 'customer'),
    )
  else if ((times.at(-1) ?? 0) > end) count = lastAnswer(script.turns, times, end)
  return {
    turns: script.turns.slice(0, count),
    times: squeeze(times.slice(0, count), end),
    whole: count === script.turns.length,
  }
}

/** Some chats of the night were gone when the desk opened, and now and then a mail is overlooked. */
function unseen({ random, channel, plan }: Task, { turns }: Script, times: readonly number[]): boolean {
  const first = turns.findIndex(({ by }) => by === 'agent')
  const late = first > 0 && (times[first] ?? 0) - plan.openedAt > 3 * hour
  return channel === 'chat' ? late && random.chance(0.14) : random.chance(0.006)
}

/** Turns up to the last answer that fits into the year; all up to the first answer when none does. */
function lastAnswer(turns: readonly Turn[], times: readonly number[], end: number): number {
  const answers = turns.flatMap(({ by, part }, at) =>
    by === 'agent' && (part === 'answer' || part === 'reply') ? [at] : [],
  )
  const place = answers.findLast((at) => (times[at] ?? end) < end) ?? answers[0]
  return place === undefined ? turns.length : place + 1
}

/** A snoozed one ends with a note that says what it waits for. */
function withSnooze(task: Task, { turns, times, whole }: Course): Course {
  const { random, plan, now } = task
  if (plan.status !== 'snoozed') return { turns, times, whole }
  const { snoozeNotes } = phrasebooks[languageOf(plan.brand)]
  const author = turns.findLast(({ by }) => by === 'agent')?.author ?? 'first'
  const note: Turn = { by: 'note', author, part: 'note', pace: 'note', text: [random.pick(snoozeNotes)] }
  const last = times.at(-1) ?? plan.openedAt
  return {
    turns: [...turns, note],
    times: [...times, Math.min(last + random.int(1, 9) * minute, now - 1000)],
    whole,
  }
}

/** How far a script has got by the end of the year. */
export const courseOf = (task: Task, script: Script): Course => withSnooze(task, happened(task, script))
