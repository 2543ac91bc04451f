import type { Tx } from '../../kernel/db/index.ts'
import type { Incoming } from './incoming.ts'
import { threadsAnywhere, threadsByKeys, threadsByNumbers } from './queries/threads.ts'
import { isReserved, REFERENCE_KEY } from './signed-key.ts'

/** Ids of ours that are looked for in other inboxes, of one message. */
const MOST_ELSEWHERE = 5

/** Where keys lead. */
export interface Leads {
  /** Conversations that a message with this key may join, where it belongs, by `placeOf`. */
  here: Map<string, string>
  /** Conversations that keys of ours name in other inboxes: to be suggested, and never joined. */
  elsewhere: ReadonlyMap<string, string>
}

/** A key in the inbox that it came into. */
export const placeOf = (inboxId: string, key: string): string => `${inboxId} ${key}`

/** The number that a key names; undefined where it names none. */
const numberIn = (key: string): string | undefined =>
  key.startsWith(REFERENCE_KEY) ? /^\d{1,15}$/.exec(key.slice(REFERENCE_KEY.length))?.[0] : undefined

/**
 * Finds which conversation each key of a batch leads to: one statement, one more beside it where a subject bears a number,
 * and one after it where an id of ours is none of this inbox.
 */
export const findLeads = async (tx: Tx, batch: readonly Incoming[]): Promise<Leads> => {
  const wanted: { inboxId: string; key: string }[] = []
  const numbers: { inboxId: string; number: string }[] = []
  for (const { inboxId, threadKeys, messageKey } of batch) {
    for (const key of threadKeys) {
      const number = numberIn(key)
      if (number) numbers.push({ inboxId, number })
      else wanted.push({ inboxId, key })
    }
    if (messageKey !== null && !isReserved(messageKey)) wanted.push({ inboxId, key: messageKey })
  }
  const [byKey, byNumber] = await Promise.all([
    wanted.length > 0 ? threadsByKeys(tx, wanted) : [],
    numbers.length > 0 ? threadsByNumbers(tx, numbers) : [],
  ])
  const numbered = (isHere: boolean) =>
    byNumber
      .filter(({ here }) => here === isHere)
      .map((row) => [placeOf(row.inboxId, REFERENCE_KEY + row.number), row.conversationId] as const)
  const here = new Map([
    ...byKey.map((row) => [placeOf(row.inboxId, row.key), row.conversationId] as const),
    ...numbered(true),
  ])
  return { here, elsewhere: new Map([...numbered(false), ...(await foreign(tx, batch, here))]) }
}

/** Ids of ours that another inbox gave. */
const foreign = async (
  tx: Tx,
  batch: readonly Incoming[],
  here: ReadonlyMap<string, string>,
): Promise<(readonly [string, string])[]> => {
  const missing = batch.flatMap(({ inboxId, ourKeys = [] }) =>
    ourKeys
      .slice(0, MOST_ELSEWHERE)
      .filter((key) => !here.has(placeOf(inboxId, key)))
      .map((key) => ({ inboxId, key })),
  )
  if (missing.length === 0) return []
  const rows = await threadsAnywhere(tx, [...new Set(missing.map(({ key }) => key))])
  const found = new Map(rows.map((row) => [row.key, row.conversationId]))
  return missing.flatMap(({ inboxId, key }) => {
    const conversationId = found.get(key)
    return conversationId ? [[placeOf(inboxId, key), conversationId] as const] : []
  })
}
