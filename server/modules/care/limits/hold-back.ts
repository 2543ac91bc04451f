import type { Tx } from '../../../kernel/db/index.ts'
import { sha256 } from '../../../kernel/secrets/index.ts'
import { identityKey, normaliseIdentity } from '../../customers/index.ts'
import { channelOf } from '../../inboxes/index.ts'
import { getWorkspace } from '../../workspace/index.ts'
import { contactHeld } from '../events.ts'
import { decidedBefore, insertContacts, letInSince, limitsMet, type MetRow } from '../queries/contacts.ts'
import { judgeContact } from './judge-contact.ts'

/** Something that came in and was understood: who wrote it, and when it came. */
export interface Arrived {
  arrivalId: string
  inboxId: string
  receivedAt: Date
  /** The addresses of each of its messages' writers. */
  writers: readonly (readonly { kind: string; value: string }[])[]
}

const DAY_MS = 86_400_000

/** What an address is remembered by once its owner was erased. */
export const addressHash = (identity: { kind: string; valueKey: string }): Buffer =>
  sha256(identityKey(identity))

const keysOf = (writers: Arrived['writers']): Set<string>[] =>
  writers.map(
    (addresses) => new Set(addresses.map(({ kind, value }) => identityKey(normaliseIdentity(kind, value)))),
  )

/** The newest limit by which everybody who wrote it is limited; what anybody else wrote, too, is nobody's to hold. */
const limitFor = (arrived: Arrived, met: readonly MetRow[]): MetRow | undefined => {
  const writers = keysOf(arrived.writers)
  if (writers.length === 0) return undefined
  return met.find(({ id }) =>
    writers.every((keys) => met.some((one) => one.id === id && keys.has(identityKey(one)))),
  )
}

/**
 * Says which of what came in is held, since its writer's contact is limited, and keeps for each arrival of theirs whether it was let
 * in or why not. Said once: an arrival that is taken in again gets the answer that it got. Called under the lock of the intake, in
 * the order in which things came.
 */
export const holdBack = async (tx: Tx, all: readonly Arrived[]): Promise<ReadonlySet<string>> => {
  const addresses = new Map(
    all
      .flatMap(({ writers }) => writers.flat())
      .map(({ kind, value }) => normaliseIdentity(kind, value))
      .map((identity) => [identityKey(identity), { ...identity, hash: addressHash(identity) }]),
  )
  const met = addresses.size === 0 ? [] : await limitsMet(tx, [...addresses.values()])
  const limited = all.flatMap((arrived) => {
    const limit = limitFor(arrived, met)
    return limit ? [{ arrived, limit }] : []
  })
  if (limited.length === 0) return new Set()
  const longest = Math.max(0, ...met.map(({ periodDays }) => periodDays ?? 0))
  const [before, letIn, { timeZone }] = await Promise.all([
    decidedBefore(
      tx,
      limited.map(({ arrived }) => arrived.arrivalId),
    ),
    letInSince(
      tx,
      met.map(({ id }) => id),
      new Date(tx.now.getTime() - longest * DAY_MS - DAY_MS),
    ),
    getWorkspace(tx),
  ])
  const decided = new Map(before.map((row) => [row.arrivalId, row.heldFor]))
  const counted = new Map<string, Date[]>()
  for (const { limitId, at } of letIn) counted.set(limitId, [...(counted.get(limitId) ?? []), at])
  const held = new Set<string>()
  const rows: Parameters<typeof insertContacts>[1][number][] = []
  for (const { arrived, limit } of limited) {
    const { arrivalId, inboxId, receivedAt: at } = arrived
    const known = decided.get(arrivalId)
    const heldFor =
      known === undefined
        ? judgeContact(
            limit,
            { channel: (await channelOf(tx, inboxId)) ?? '', at, letIn: counted.get(limit.id) ?? [] },
            timeZone,
          )
        : known
    if (known === undefined) {
      rows.push({ arrivalId, limitId: limit.id, inboxId, at, heldFor })
      if (heldFor === null) counted.set(limit.id, [...(counted.get(limit.id) ?? []), at])
    }
    if (heldFor === null) continue
    held.add(arrivalId)
    tx.announce(contactHeld({ limitId: limit.id, arrivalId, inboxId }))
  }
  if (rows.length > 0) await insertContacts(tx, rows)
  return held
}
