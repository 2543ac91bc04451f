import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { askForMore } from './more.ts'

it('asks for a page that failed once, then only when somebody wants it', async () => {
  const read = vi.fn<(page: number) => Promise<number>>(async (page) => {
    if (page > 0) throw new Error('no')
    return page
  })
  const observer = new InfiniteQueryObserver(new QueryClient(), {
    queryKey: ['rows'],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: 0,
    getNextPageParam: (page) => page + 1,
    retry: false,
  })
  // As a list does whose end is in sight: at every change.
  const stop = observer.subscribe((result) => askForMore(result))
  await vi.waitFor(() => expect(observer.getCurrentResult().isFetchNextPageError).toBe(true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(read.mock.calls).toEqual([[0], [1]])
  await observer.fetchNextPage()
  expect(read.mock.calls).toEqual([[0], [1], [1]])
  stop()
})
