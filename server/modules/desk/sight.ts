import type { Caller } from '../../kernel/caller.ts'

/**
 * The inboxes that a read is limited to: null is no limit, an empty list means that nothing can be seen. `wanted`
 * narrows it to one inbox.
 */
export const inboxesInSight = (caller: Caller, wanted?: string): string[] | null => {
  if (caller.kind === 'system' || caller.sight === 'all') return wanted === undefined ? null : [wanted]
  if (wanted === undefined) return [...caller.sight]
  return caller.sight.has(wanted) ? [wanted] : []
}
