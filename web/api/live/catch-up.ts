import type { QueryClient } from '@tanstack/react-query'
import { call } from '../call.ts'
import { messagesQuery } from '../reads/conversations.ts'
import type { Output } from '../types.ts'
import type { Frame } from './frames.ts'
import { readWithFrames } from './late.ts'
import { mergeChange, mergeMessage, type TimelineData } from './merge-timeline.ts'

type Page = Output<'conversations.listMessages'>

const idsIn = (data: TimelineData): Set<string> =>
  new Set(data.pages.flatMap((one) => one.messages.map((message) => message.id)))

/** Without what the page should hold and does not: an answer that was taken back is on no page any more. */
function withoutGone(data: TimelineData, page: Page, asked: ReadonlySet<string>): TimelineData {
  const there = new Set(page.messages.map((message) => message.id))
  // Ids are in order of time. A page with nothing below it holds everything.
  const [oldest = ''] = page.next === null ? [] : [...there].toSorted()
  const gone = (id: string) => asked.has(id) && id >= oldest && !there.has(id)
  return {
    ...data,
    pages: data.pages.map((one) =>
      one.messages.some((message) => gone(message.id))
        ? { ...one, messages: one.messages.filter((message) => !gone(message.id)) }
        : one,
    ),
  }
}

/**
 * A timeline after its newest page was fetched again. Where the page joins what is known, it is merged and the older
 * pages stay; where there is a gap between, only the new page is kept. `asked` is the timeline when the page was asked
 * for: what came since may be missing on it.
 */
export function mergeNewestPage(data: TimelineData, page: Page, asked: TimelineData = data): TimelineData {
  const known = idsIn(data)
  const joins = page.next === null || page.messages.some((message) => known.has(message.id))
  if (!joins) return { pages: [page], pageParams: [undefined] }
  const merged = page.messages.reduce(mergeMessage, withoutGone(data, page, idsIn(asked)))
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
  const asked = cache.getQueryData<TimelineData>(queryKey)
  if (!asked) return
  const [page, frames] = await readWithFrames(() =>
    call('conversations.listMessages', { params: { conversationId }, query: { limit: 50 } }),
  )
  cache.setQueryData<TimelineData>(
    queryKey,
    (old) =>
      old &&
      // What was pushed meanwhile may be newer than the page.
      frames.reduce(
        (data, frame) => mergeFrame(data, frame, conversationId),
        mergeNewestPage(old, page, asked),
      ),
  )
}
