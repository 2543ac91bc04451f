import type { QueryClient } from '@tanstack/react-query'
import type { Conversation } from '../types.ts'

/** So many conversations are remembered: more than change while one answer is on its way. */
const most = 5000

const versions = new WeakMap<QueryClient, Map<string, number>>()

/**
 * Notes a conversation's version. False when a newer one was seen: an answer that comes late must not bring a row
 * back to a list that it has left.
 */
export function isNewest(cache: QueryClient, { id, version }: Conversation): boolean {
  const seen = versions.get(cache) ?? new Map<string, number>()
  versions.set(cache, seen)
  if (version < (seen.get(id) ?? 0)) return false
  seen.delete(id)
  seen.set(id, version)
  const [oldest] = seen.keys()
  if (seen.size > most && oldest !== undefined) seen.delete(oldest)
  return true
}
