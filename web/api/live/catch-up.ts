import type { QueryClient } from '@tanstack/react-query'
import { call } from '../call.ts'
import { messagesQuery } from '../reads/conversations.ts'
import type { Output } from '../types.ts'
import type { Frame } from './frames.ts'
import { readWithFrames } from './late.ts'
import { mergeChange, mergeMessage, type TimelineData } from './merge-timeline.ts'

type Page = Output<'conversations.listMessages'>

/**
 * A timeline after its newest page was fetched again. Where the page joins what is known, it is merged and the older
 * pages stay; where there is a gap between, only the new page is kept.
 */
export function mergeNewestPage(data: TimelineData, page: Page): TimelineData {
  const known = new Set(data.pages.flatMap((one) => one.messages.map((message) => message.id)))
  const joins = page.next === null || page.messages.some((message) => known.has(message.id))
  if (!joins) return { pages: [page], pageParams: [undefined] }
  const merged = page.messages.reduce(mergeMessage, data)
  return page.changes.reduce(mergeChange, merged)
}

function mergeFrame(data: TimelineData, frame: Frame, conversationId: string): TimelineData {
  if (frame.type === 'message' && frame.data.conversationId === conversationId)
    return mergeMessage(data, frame.data)
  if (frame.type === 'change' && frame.data.conversationId === conversationId)
    return mergeChange(data, frame.data)
  return data
}

/** Brings a cached conversation up to date: messages are pushed only while it is on the screen. */
export async function catchUpTimeline(cache: QueryClient, conversationId: string): Promise<void> {
  const { queryKey } = messagesQuery(conversationId)
  if (!cache.getQueryData(queryKey)) return
  const [page, frames] = await readWithFrames(() =>
    call('conversations.listMessages', { params: { conversationId }, query: { limit: 50 } }),
  )
  cache.setQueryData<TimelineData>(
    queryKey,
    (old) =>
      old &&
      // What was pushed meanwhile may be newer than the page.
      frames.reduce((data, frame) => mergeFrame(data, frame, conversationId), mergeNewestPage(old, page)),
  )
}
