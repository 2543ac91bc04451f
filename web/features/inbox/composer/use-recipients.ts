import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TimelineData } from '../../../api/live/merge-timeline.ts'
import { answeringQuery, messagesQuery } from '../../../api/reads/conversations.ts'
import {
  addressed,
  audienceOf,
  change,
  type Chosen,
  choose,
  type Field,
  hasOthers,
  wrongIn,
} from './recipients.ts'

type Wrong = ReturnType<typeof wrongIn>

/** The newest message that somebody sent: who is on it decides to whom an answer goes. */
const newestIn = (timeline: TimelineData): string | undefined =>
  timeline.pages[0]?.messages.findLast(
    ({ kind, automatic, receipt }) =>
      kind === 'inbound' || (kind === 'outbound' && !automatic && receipt !== 'cancelled'),
  )?.id

const useNewest = (conversationId: string): string | undefined =>
  useInfiniteQuery({
    ...messagesQuery(conversationId),
    select: newestIn,
    notifyOnChangeProps: ['data'],
  }).data

/** To whom the answer goes that is being written, and what is wrong with that. */
export function useRecipients(
  conversationId: string,
  chosen: Chosen,
  onChange: (next: Chosen) => void,
  wanted: boolean,
) {
  const newest = useNewest(conversationId)
  const query = useQuery({
    ...answeringQuery(conversationId, newest),
    enabled: wanted,
    placeholderData: keepPreviousData,
  })
  const answering = query.data
  const lists = addressed(chosen, answering)
  const [opened, setOpened] = useState(false)
  const [refused, setRefused] = useState(0)
  const wrong = wrongIn(lists)
  const mails = answering?.reply.to.every(({ kind }) => kind === 'email') ?? true // not-a-channel: a kind of address
  const pick = (audience: 'all' | 'reply') => {
    if (answering) onChange(choose(audience, chosen, answering))
  }
  return {
    chosen,
    newest,
    /** It is not known yet who would get it. */
    loading: wanted && lists === undefined && query.isPending && query.fetchStatus !== 'paused',
    answering,
    lists,
    opened,
    /** A new number draws the fields anew, with the caret in the one that is wrong. */
    round: refused,
    problem: refused > 0 ? wrong : undefined,
    open: () => setOpened(true),
    choose: pick,
    /** Everybody, or the writer alone: the other one. */
    other: (): 'reply' | 'all' | undefined => {
      if (!answering || !hasOthers(answering)) return undefined
      return audienceOf(chosen, answering) === 'all' ? 'reply' : 'all'
    },
    change: (field: Field, values: string[]) => onChange(change(field, values, chosen, answering)),
    /** True when it may be sent so; else it is said at the field. */
    check(): boolean {
      const bad: Wrong = mails ? wrong : undefined
      if (!bad) {
        setRefused(0)
        return true
      }
      setOpened(true)
      setRefused((round) => round + 1)
      return false
    },
    /** The addresses to be sent; left to the server where it is not known yet, or where they are no mail addresses. */
    sent: mails ? lists : undefined,
  }
}

export type Recipients = ReturnType<typeof useRecipients>
