import { createHash } from 'node:crypto'
import { messageIdsIn } from './parse/find-thread.ts'
import { bodyStart, readHeaders } from './parse/headers.ts'

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0xa0 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d)

/** Line ends and trailing empty lines differ with the way a mail took, the words do not. Byte by byte: mails are large. */
const normalised = (body: Buffer): Buffer => {
  let end = body.length
  while (end > 0 && isSpace(body[end - 1])) end--
  const kept = Buffer.allocUnsafe(end)
  let length = 0
  for (let at = 0; at < end; at++) {
    const byte = body[at] ?? 0
    if (byte !== 0x0d) kept[length++] = byte
  }
  return kept.subarray(0, length)
}

/**
 * What makes two copies of a mail one: its Message-ID together with its body, since machines reuse Message-IDs
 * and people send the same words twice. A mail without Message-ID is known by all of its bytes.
 */
export const externalIdOf = (raw: Buffer): string => {
  const id = messageIdsIn(readHeaders(raw).first('message-id'))[0]
  if (!id) return `raw:${sha256(raw).slice(0, 32)}`
  return `mid:${id}:${sha256(normalised(raw.subarray(bodyStart(raw)))).slice(0, 16)}`
}
