import { createECDH } from 'node:crypto'
import type { Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { forbidden, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { PushAddress } from '../../../kernel/web-push/index.ts'
import { deviceName } from '../../access/index.ts'
import { demandPerson } from '../demand-person.ts'
import type { Device } from '../contract-outward.ts'
import { deviceRows, dropDevice, putDevice, type DeviceRow } from '../queries/devices.ts'

/** One person has no more browsers. */
const MOST = 20

/** Where a browser is reached, as it says. */
export interface Subscription {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

const toDevice = (row: DeviceRow, credentialId: string | undefined): Device => ({
  id: row.id,
  name: row.name,
  current: row.sessionId === credentialId,
  createdAt: row.createdAt.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
  problem: row.problem,
})

/** Keys that are a point of the curve and a secret of the right length; anything else no browser makes. */
const readKeys = ({ p256dh, auth }: Subscription['keys']): { publicKey: Buffer; auth: Buffer } => {
  const keys = { publicKey: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') }
  const wrong = () => invalid('notifications.bad-keys', 'These are no keys of a browser. Try again.')
  if (keys.publicKey.length !== 65 || keys.auth.length !== 16) throw wrong()
  try {
    const ecdh = createECDH('prime256v1')
    ecdh.generateKeys()
    ecdh.computeSecret(keys.publicKey)
  } catch {
    throw wrong()
  }
  return keys
}

const checkEndpoint = (endpoint: string, allowPlain: boolean): void => {
  const url = URL.parse(endpoint)
  const isSafe = url?.protocol === 'https:' || (allowPlain && url?.protocol === 'http:')
  if (!url || !isSafe || url.username !== '' || url.password !== '')
    throw invalid('notifications.bad-endpoint', 'This is no address of a push service. Try again.')
}

/** Makes the caller's browser known, so that it is sent what they want pushed, for as long as they are signed in there. */
export const keepDevice = async (
  tx: Tx,
  caller: Caller,
  { endpoint, keys }: Subscription,
  userAgent: string | undefined,
): Promise<Device> => {
  const agentId = demandPerson(caller)
  const { kind, credentialId } = caller
  if (kind !== 'person' || credentialId === undefined)
    throw forbidden(
      'notifications.no-browser',
      'Only a browser in which somebody is signed in can be sent notices.',
    )
  checkEndpoint(endpoint, tx.kernel.config.privateNetwork)
  const { publicKey, auth } = readKeys(keys)
  const known = await deviceRows(tx, agentId)
  // Those that were made known long ago make room.
  for (const { id } of known.filter((one) => one.endpoint !== endpoint).slice(MOST - 1))
    await dropDevice(tx, agentId, id)
  const sealed = tx.kernel.vault.seal({
    publicKey: publicKey.toString('base64url'),
    auth: auth.toString('base64url'),
  })
  const row = await putDevice(tx, {
    id: newId(),
    agentId,
    sessionId: credentialId,
    endpoint,
    sealed,
    name: deviceName(userAgent),
  })
  return toDevice(row, credentialId)
}

/** The caller's devices. */
export const listDevices = async (db: Db, caller: Caller): Promise<Device[]> =>
  (await deviceRows(db, demandPerson(caller))).map((row) => toDevice(row, caller.credentialId))

/** Sends nothing to a device any more. */
export const removeDevice = async (tx: Tx, caller: Caller, id: string): Promise<null> => {
  if ((await dropDevice(tx, demandPerson(caller), id)) === 0)
    throw notFound('notifications.no-device', 'There is no such device (any more).')
  return null
}

/** How a device is reached; undefined where its keys can't be read any more. */
export const addressOf = (db: Db, { endpoint, sealed }: DeviceRow): PushAddress | undefined => {
  try {
    const { publicKey, auth } = db.kernel.vault.open<{ publicKey: string; auth: string }>(sealed)
    return {
      endpoint,
      publicKey: Buffer.from(publicKey, 'base64url'),
      auth: Buffer.from(auth, 'base64url'),
    }
  } catch {
    return undefined
  }
}
