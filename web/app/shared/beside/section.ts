import type { QueryKey, UseQueryOptions } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import type { ConversationDetail } from '../../../api/types.ts'

/** What a section gets: the conversation that it stands beside. */
export interface BesideProps {
  conversation: ConversationDetail
}

type Waiting = (conversationId: string) => UseQueryOptions<unknown, Error, number>

/**
 * A part of the panel beside a conversation. A feature has some in its `beside.ts`, which is found by folder: neither the
 * conversation's screen nor another feature is changed for them.
 */
export interface BesideSection {
  name: string
  /** Order from top to bottom. */
  place: number
  /** Permission without which it is not shown. */
  permission?: string
  /** Fetched when work is looked at for the first time. It brings its heading (`Section`) with it. */
  load(): Promise<{ default: ComponentType<BesideProps> }>
  /** What is read to say how much in it waits for somebody; the sum of all stands at the tab. See `waitingIn`. */
  waiting?: Waiting
}

/** How much waits in a section, as one counts it in what is read for it. */
export const waitingIn =
  <T, K extends QueryKey>(
    query: (conversationId: string) => UseQueryOptions<T, Error, T, K>,
    count: (data: T) => number,
  ): Waiting =>
  (conversationId) =>
    ({ ...query(conversationId), select: count }) as unknown as ReturnType<Waiting>
