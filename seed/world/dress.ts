import type { Mood } from '../stories/story.ts'
import type { Person } from './customers.ts'
import type { Persona } from './persona.ts'
import type { Random } from './random.ts'
import type { Part } from './draft.ts'
import type { Channel } from './types.ts'

/** What a text needs to know of its place to be dressed: greeted, signed, broken into lines. */
export interface Occasion {
  readonly random: Random
  readonly channel: Channel
  readonly part: Part
  readonly mood: Mood
  readonly person: Person
  readonly persona: Persona
  readonly kind: string
  /** Customer's turn only: an opening of extraordinary length. */
  readonly endless: boolean
  /** Agent's turn only. */
  readonly agentName: string
  readonly style: number
  /** The first thing that this side says in the conversation. */
  readonly first: boolean
  /** Chat only: the customer waited for more than half an hour. */
  readonly late: boolean
}

/** Takes the paragraphs of a turn and gives the whole text, slots still open. */
export type Dress = (text: readonly string[], occasion: Occasion) => string

/** Some of the list, no item twice. */
export function some<T>(random: Random, list: readonly T[], count: number): T[] {
  const left = [...list]
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(random.int(0, left.length - 1), 1),
  ).flat()
}

/** Joins blocks by an empty line and leaves out the empty ones. */
export const blocks = (...parts: readonly string[]): string =>
  parts.filter((part) => part.trim() !== '').join('\n\n')
