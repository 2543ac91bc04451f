import type { Output } from '../../../api/types.ts'

export type Usual = Output<'routing.getRoutingSettings'>

/** What is usual, as a form holds it; a channel without a number counts what channels like it do. */
interface UsualDraft {
  capacity: number | undefined
  chats: number | undefined
  points: Record<string, number | undefined>
}

/** The most that the server takes. */
export const most = { capacity: 1000, chats: 100, points: 100 } as const

/** What a conversation counts for where nothing is settled. */
export const usualPoints = (live: boolean): number => (live ? 2 : 1)

/** What is usual, for a form. */
export const draftOf = ({ points, ...usual }: Usual): UsualDraft => ({
  ...usual,
  points: Object.fromEntries(points.map((one) => [one.channel, one.points])),
})

/** What is sent of a form that has nothing wrong. */
export const bodyOf = ({ capacity = 1, chats = 1, points }: UsualDraft): Usual => ({
  capacity,
  chats,
  points: Object.entries(points).flatMap(([channel, count]) =>
    count === undefined ? [] : [{ channel, points: count }],
  ),
})

const isIn = (number: number | undefined, from: number, to: number): boolean =>
  number !== undefined && Number.isInteger(number) && number >= from && number <= to

/** What is wrong with a form: where, and from what to what it may go. */
export function wrongIn({ capacity, chats, points }: UsualDraft): [path: string, from: number, to: number][] {
  const looked: [path: string, number: number | undefined, from: number, to: number][] = [
    ['capacity', capacity, 1, most.capacity],
    ['chats', chats, 1, most.chats],
    ...Object.entries(points).flatMap(([name, count]): typeof looked =>
      count === undefined ? [] : [[`points.${name}`, count, 0, most.points]],
    ),
  ]
  return looked.flatMap(([path, number, from, to]) => (isIn(number, from, to) ? [] : [[path, from, to]]))
}
