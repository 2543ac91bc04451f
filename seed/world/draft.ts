import type { Lines, Mood, Story } from '../stories/story.ts'
import { choose } from './fill.ts'
import type { Phrasebook } from './phrasebook.ts'
import type { Random } from './random.ts'
import type { Channel } from './types.ts'
import type { Wording } from './wording.ts'

/** Why a turn is said; its clothes (greeting, signature) depend on this. */
export type Part =
  | 'opening'
  | 'hello'
  | 'nudge'
  | 'greeting'
  | 'holding'
  | 'probe'
  | 'tell'
  | 'answer'
  | 'more'
  | 'reply'
  | 'thanks'
  | 'goodbye'
  | 'silence'
  | 'reminder'
  | 'return'
  | 'note'

/** How long one waits before it, see timeline.ts. */
export type Pace =
  | 'start'
  | 'bubble'
  | 'nudge'
  | 'serve'
  | 'lookup'
  | 'answer'
  | 'quick'
  | 'customer'
  | 'closing'
  | 'days'
  | 'weeks'
  | 'note'

export interface Turn {
  readonly by: 'customer' | 'agent' | 'note'
  readonly author: 'first' | 'second' | 'lead'
  readonly part: Part
  readonly pace: Pace
  /** Paragraphs; choices are settled, slots are still open. */
  readonly text: readonly string[]
}

export interface Script {
  readonly turns: readonly Turn[]
  readonly tags: readonly string[]
  readonly author: Turn['author']
  /** Place of the turn with which the customer came back after the end. */
  readonly back?: number
}

export interface Setting {
  readonly random: Random
  readonly wording: Wording
  readonly story: Story
  readonly channel: Channel
  readonly phrases: Phrasebook
  /** Writes whole sentences in chat too. */
  readonly careful: boolean
  readonly mood: Mood
  /** A colleague is there to take it over. */
  readonly canHandOver: boolean
}

/** Collects turns; knows who answers at the moment. */
export class Draft {
  readonly turns: Turn[] = []
  readonly tags: string[] = []
  author: Turn['author'] = 'first'
  private readonly random: Random
  wording: Wording

  constructor({ random, wording }: Setting) {
    this.random = random
    this.wording = wording
  }

  say(by: Turn['by'], part: Part, pace: Pace, ...text: readonly string[]): void {
    const said = text
      .map((line) => choose(this.random, line).replaceAll(' // ', '\n'))
      .filter((line) => line !== '')
    if (said.length > 0) this.turns.push({ by, author: this.author, part, pace, text: said })
  }

  one(by: Turn['by'], part: Part, pace: Pace, lines: Lines): void {
    this.say(by, part, pace, this.wording.pick(lines) ?? '')
  }
}
