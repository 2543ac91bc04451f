import type { InfiniteData } from '@tanstack/react-query'
import type { Change, Message } from '../types.ts'

interface Page {
  messages: Message[]
  changes: Change[]
  next: string | null
}

/** Messages and changes of a conversation as the cache keeps them: newest page first. */
export type TimelineData = InfiniteData<Page, string | undefined>

const onFirstPage = (data: TimelineData, change: (page: Page) => Page): TimelineData => ({
  ...data,
  pages: data.pages.map((page, index) => (index === 0 ? change(page) : page)),
})

const inTime = (messages: Message[], message: Message) => {
  const later = messages.findLastIndex((one) => Date.parse(one.receivedAt) <= Date.parse(message.receivedAt))
  return messages.toSpliced(later + 1, 0, message)
}

/** The timeline with a pushed message: its newer state when it is there already, else at its place in time. */
export function mergeMessage(data: TimelineData, message: Message): TimelineData {
  const known = data.pages.some((page) => page.messages.some((one) => one.id === message.id))
  if (!known) return onFirstPage(data, (page) => ({ ...page, messages: inTime(page.messages, message) }))
  return {
    ...data,
    pages: data.pages.map((page) =>
      page.messages.some((one) => one.id === message.id)
        ? { ...page, messages: page.messages.map((one) => (one.id === message.id ? message : one)) }
        : page,
    ),
  }
}

/** The timeline with a message that an answer brought: a push that came before it is newer and stays. */
export function addMessage(data: TimelineData, message: Message): TimelineData {
  const known = data.pages.some((page) => page.messages.some((one) => one.id === message.id))
  return known ? data : mergeMessage(data, message)
}

/** The timeline with a pushed change; changes never change themselves. */
export function mergeChange(data: TimelineData, change: Change): TimelineData {
  const known = data.pages.some((page) => page.changes.some((one) => one.id === change.id))
  if (known) return data
  return onFirstPage(data, (page) => ({ ...page, changes: [...page.changes, change] }))
}
