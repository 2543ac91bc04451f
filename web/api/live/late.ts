import type { Query, QueryClient } from '@tanstack/react-query'
import type { Frame } from './frames.ts'

/** First parts of the keys under which pushes change what was fetched. */
const pushedInto = new Set<unknown>(['conversation', 'conversations', 'messages', 'counts'])
const changing = new Set<Frame['type']>(['conversation', 'message', 'change', 'counts', 'mentions'])

const late = new WeakMap<Query, Frame[]>()
const readings = new Set<Frame[]>()

/**
 * Keeps frames for everything that is being fetched now: the answer may have been read before what they tell, and
 * would overwrite it.
 */
export function keepForLate(cache: QueryClient, frames: readonly Frame[]): void {
  const kept = frames.filter((frame) => changing.has(frame.type))
  if (kept.length === 0) return
  for (const query of cache.getQueryCache().findAll({ fetchStatus: 'fetching' })) {
    if (pushedInto.has(query.queryKey[0])) late.set(query, [...(late.get(query) ?? []), ...kept])
  }
  for (const reading of readings) reading.push(...kept)
}

/** Runs a reading that goes past the cache; gives its answer with the frames that came meanwhile. */
export async function readWithFrames<T>(read: () => Promise<T>): Promise<[answer: T, frames: Frame[]]> {
  const frames: Frame[] = []
  readings.add(frames)
  try {
    return [await read(), frames]
  } finally {
    readings.delete(frames)
  }
}

/** Tells of every answer under a key that pushes change, with the frames that came while it was on its way. */
export function onFetched(
  cache: QueryClient,
  listener: (query: Query, frames: readonly Frame[]) => void,
): () => void {
  return cache.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || !pushedInto.has(event.query.queryKey[0])) return
    const { query, action } = event
    if (action.type === 'fetch') late.delete(query)
    if (action.type !== 'success' || action.manual === true) return
    const frames = late.get(query) ?? []
    late.delete(query)
    listener(query, frames)
  })
}
