import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { Download } from '../../kernel/http/index.ts'
import { findMessage } from '../conversations/index.ts'
import type { Source } from './contract.ts'
import { messageSource } from './queries.ts'
import { listedRow } from './queries/listed.ts'

/** More of a mail is only worth reading with a program that takes it apart. */
const LONGEST = 200_000

const noSource = () =>
  notFound('intake.no-source', 'The message as it came is not kept any more, or it never came as an email.')

const bytesOf = async (db: Db, caller: Caller, messageId: string): Promise<Buffer> => {
  await findMessage(db, caller, messageId)
  const row = await messageSource(db, messageId)
  if (!row || row.raw.length === 0) throw noSource()
  return row.raw
}

/** The mail that a message in sight came as, headers first, as text. Not found once its bytes were let go. */
export const showSource = async (db: Db, caller: Caller, messageId: string): Promise<Source> => {
  return asText(await bytesOf(db, caller, messageId))
}

/** The same of an arrival in quarantine, or ignored, for those who look after its inbox. */
export const showArrival = async (db: Db, caller: Caller, arrivalId: string): Promise<Source> => {
  demand(caller, 'intake.retry')
  const row = await listedRow(db, arrivalId)
  if (!row || !sees(caller, row.inboxId) || row.raw.length === 0) throw noSource()
  return asText(row.raw)
}

const asText = (raw: Buffer): Source => {
  const start = raw.subarray(0, LONGEST)
  // A character may stand across the end.
  const text = isUtf8(raw) ? start.toString('utf8') : start.toString('latin1')
  return { text: text.replaceAll('\0', '\ufffd'), size: raw.length, cut: raw.length > LONGEST }
}

/** The same, byte for byte, as a file. */
export const downloadSource = async (db: Db, caller: Caller, messageId: string): Promise<Download> => {
  const raw = await bytesOf(db, caller, messageId)
  return new Download({
    name: `message-${messageId.slice(-8)}.eml`,
    type: 'message/rfc822',
    size: raw.length,
    open: () => Readable.from([raw]),
  })
}
