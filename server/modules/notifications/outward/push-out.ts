import { createHash } from 'node:crypto'
import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { sendPush, type PushOutcome } from '../../../kernel/web-push/index.ts'
import { lastingSessions } from '../../access/index.ts'
import { addressOf } from '../devices/keep-device.ts'
import { pushKeys } from '../devices/push-keys.ts'
import { deviceRows, dropDevice, noteDevice, type DeviceRow } from '../queries/devices.ts'
import type { Settled } from '../queries/sendings.ts'
import { retryAfterMs } from './decide.ts'
import type { Pushed } from './words.ts'

/** Who takes a day to look at their phone needs no telling of what was yesterday. */
const KEEP_SECONDS = 12 * 3600
/** With these a push service says that it knows us or the browser no more. */
const FORGOTTEN: ReadonlySet<number> = new Set([401, 403])

const topicOf = (tag: string): string => createHash('sha256').update(tag).digest('base64url').slice(0, 32)

/** A person's devices in which they are still signed in; the others are forgotten. */
export const livingDevices = async (db: WorkspaceDb, agentId: string): Promise<DeviceRow[]> => {
  const known = await deviceRows(db, agentId)
  if (known.length === 0) return []
  const lasting = await lastingSessions(
    db,
    known.map(({ sessionId }) => sessionId),
  )
  const gone = known.filter(({ sessionId }) => !lasting.has(sessionId))
  if (gone.length > 0)
    await db.tx(async (tx) => {
      for (const { id } of gone) await dropDevice(tx, agentId, id)
    })
  return known.filter(({ sessionId }) => lasting.has(sessionId))
}

const toDevice = async (
  db: WorkspaceDb,
  device: DeviceRow,
  words: Pushed,
  signal: AbortSignal | undefined,
): Promise<PushOutcome> => {
  const address = addressOf(db, device)
  const gone = { kind: 'gone', status: null, reason: null } as const
  const message = { text: JSON.stringify(words), keepSeconds: KEEP_SECONDS, topic: topicOf(words.tag) }
  const outcome = address ? await sendPush(db.kernel, await pushKeys(db), address, message, signal) : gone
  const { kind, status, reason } = outcome
  if (kind === 'stopped') return outcome
  const isGone = kind === 'gone' || (kind === 'refused' && FORGOTTEN.has(status ?? 0))
  await db.tx((tx) =>
    isGone ? dropDevice(tx, device.agentId, device.id) : noteDevice(tx, device.id, reason),
  )
  return isGone ? { ...gone, status, reason } : outcome
}

/** What became of a push, by what came of each device; one that took it is enough. */
const becameOf = (outcomes: readonly PushOutcome[], tries: number, now: Date): Settled => {
  const devices = outcomes.filter(({ kind }) => kind === 'sent').length
  if (devices > 0) return { state: 'sent', reason: null, devices, tried: true }
  // We are being stopped: whoever comes next sends it.
  if (outcomes.some(({ kind }) => kind === 'stopped')) return { state: 'waiting', reason: null, dueAt: now }
  const passing = outcomes.filter((one) => one.kind === 'later')
  const wished = Math.max(0, ...passing.map(({ afterSeconds }) => afterSeconds))
  const again = passing.length > 0 ? retryAfterMs(tries + 1, wished) : undefined
  const failure = passing[0] ?? outcomes.find(({ kind }) => kind === 'refused')
  if (!failure) return { state: 'skipped', reason: 'not-ready' }
  const tried = {
    reason: passing.length > 0 ? 'unreachable' : 'refused',
    detail: failure.reason,
    tried: true,
  } as const
  return again === undefined
    ? { ...tried, state: 'failed' }
    : { ...tried, state: 'waiting', dueAt: new Date(now.getTime() + again) }
}

/** Pushes something to all devices of a person; gives what became of it. */
export const pushOut = async (
  db: WorkspaceDb,
  agentId: string,
  words: Pushed,
  tries: number,
  signal?: AbortSignal,
): Promise<Settled> => {
  const devices = await livingDevices(db, agentId)
  const outcomes = await Promise.all(devices.map((device) => toDevice(db, device, words, signal)))
  return becameOf(outcomes, tries, db.kernel.clock.now())
}
