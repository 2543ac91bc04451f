import type { Output } from '../../../api/types.ts'
import { isAddress } from './addresses.ts'

/** How an answer would leave, as the server says. */
export type Answering = Output<'conversations.getAnswering'>
type Person = Answering['all']['to'][number]

/** To whom an answer goes. `to` null: everybody on the last message; `cc` is then theirs, too. */
export interface Chosen {
  to: string[] | null
  cc: string[]
  bcc: string[]
}

export type Field = 'to' | 'cc' | 'bcc'
export const fields = ['to', 'cc', 'bcc'] as const satisfies Field[]

/** Everybody on the last message, or its writer alone; `own` is a choice by hand. */
export type Audience = 'all' | 'reply' | 'own'

const values = (people: readonly Person[]): string[] => people.map((one) => one.value)
const same = (one: readonly string[], two: readonly string[]): boolean =>
  one.length === two.length && one.every((value, place) => value.toLowerCase() === two[place]?.toLowerCase())

/** The addresses themselves; undefined while it is not known who was on the last message. */
export const addressed = (
  chosen: Chosen,
  answering: Answering | undefined,
): Record<Field, string[]> | undefined => {
  if (chosen.to !== null) return { to: chosen.to, cc: chosen.cc, bcc: chosen.bcc }
  return answering && { to: values(answering.all.to), cc: values(answering.all.cc), bcc: chosen.bcc }
}

/** Whether there is a choice at all: more people than the writer. */
export const hasOthers = ({ all, reply }: Answering): boolean =>
  all.cc.length > 0 || !same(values(all.to), values(reply.to))

/** Which of the two an answer goes to. */
export function audienceOf(chosen: Chosen, answering: Answering): Audience {
  const now = addressed(chosen, answering)
  const is = ({ to, cc }: Answering['all']) => now && same(now.to, values(to)) && same(now.cc, values(cc))
  if (is(answering.all)) return 'all'
  return is(answering.reply) ? 'reply' : 'own'
}

/** The choice of one of the two; blind copies stay. */
export const choose = (audience: 'all' | 'reply', chosen: Chosen, answering: Answering): Chosen =>
  audience === 'all'
    ? { to: null, cc: [], bcc: chosen.bcc }
    : { to: values(answering.reply.to), cc: [], bcc: chosen.bcc }

/** One field changed by hand. */
export const change = (
  field: Field,
  list: string[],
  chosen: Chosen,
  answering: Answering | undefined,
): Chosen => ({
  ...(field === 'bcc' ? chosen : (addressed(chosen, answering) ?? chosen)),
  [field]: list,
})

/** The name to an address, where it is known. */
export const nameOf = (value: string, answering: Answering | undefined): string => {
  const people = answering ? [...answering.all.to, ...answering.all.cc, ...answering.reply.to] : []
  return people.find((one) => one.value.toLowerCase() === value.toLowerCase())?.name ?? value
}

/** Why an answer can't go out as it is addressed: the first field with something wrong, and what that is. */
export function wrongIn(
  lists: Record<Field, readonly string[]> | undefined,
): { field: Field; text: string | undefined } | undefined {
  if (!lists) return undefined
  for (const field of fields) {
    const text = lists[field].find((part) => !isAddress(part))
    if (text !== undefined) return { field, text }
  }
  return lists.to.length === 0 ? { field: 'to', text: undefined } : undefined
}
