import type { UnsentTab } from '../../api/reads/unsent.ts'

/** The tabs, in their order. */
export const tabs: readonly UnsentTab[] = ['all', 'failed', 'waiting', 'awaiting']

/** What of the unsent messages is shown, as it stands in the address. */
export interface UnsentSearch {
  state?: UnsentTab | undefined
  inboxId?: string | undefined
}

const idShape = /^[0-9a-f-]{36}$/i

/** Reads out of an address what is shown; what makes no sense is left out. */
export function readUnsentSearch({ state, inboxId }: Record<string, unknown>): UnsentSearch {
  const tab = tabs.find((one) => one === state && one !== 'all')
  // Named even when they are refused: what is left out here would come through from the address as it is.
  return {
    state: tab,
    inboxId: typeof inboxId === 'string' && idShape.test(inboxId) ? inboxId : undefined,
  }
}
