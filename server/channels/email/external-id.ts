import { createHash } from 'node:crypto'
import { messageIdsIn } from './parse/find-thread.ts'
import { bodyStart, readHeaders } from './parse/headers.ts'

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Line ends and trailing empty lines differ with the way a mail took, the words do not. */
const normalised = (body: Buffer): Buffer =>
  Buffer.from(body.toString('latin1').replaceAll('\r', '').trimEnd(), 'latin1')

/**
 * What makes two copies of a mail one: its Message-ID together with its body, since machines reuse Message-IDs
 * and people send the same words twice. A mail without Message-ID is known by all of its bytes.
 */
export const externalIdOf = (raw: Buffer): string => {
  const id = messageIdsIn(readHeaders(raw).first('message-id'))[0]
  if (!id) return `raw:${sha256(raw).slice(0, 32)}`
  return `mid:${id}:${sha256(normalised(raw.subarray(bodyStart(raw)))).slice(0, 16)}`
}
