import { type Account } from '../account.ts'
import { conversationOf } from '../threads/tokens.ts'
import { decodeHeader } from './decode-header.ts'
import type { Headers } from './headers.ts'

const longest = 250
const most = 60
/** Beginning of a key that is given only for an address that we signed: it joins whoever sends it. */
const signed = 'conversation:'

/**
 * Message-IDs in a raw header value, without brackets, in order. Copes with missing brackets and folded ids. What looks
 * like a key of ours is none: anybody can write it.
 */
export const messageIdsIn = (raw: string): string[] => {
  const decoded = raw.includes('=?') ? decodeHeader(raw) : raw
  const bracketed = [...decoded.matchAll(/<([^<>]{1,998})>/g)].map(([, id = '']) => id.replaceAll(/\s+/g, ''))
  const ids = bracketed.length > 0 ? bracketed : decoded.split(/[\s,]+/).filter((word) => word.includes('@'))
  return ids.filter(
    (id) => id !== '' && id.length <= longest && !id.startsWith(signed) && !/[\p{Cc}\s]/u.test(id),
  )
}

/** Headers in which the address stands to which the mail was really delivered. */
const deliveryHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to', 'cc']

/**
 * Keys that may join a mail to a thread, strongest first: the Message-ID that it answers, the older ones from
 * newest to oldest, and a conversation named by a reply address that we signed. A number in the subject is none.
 */
export const findThreadKeys = (headers: Headers, account: Account): string[] => {
  const answered = headers.all('in-reply-to').flatMap(messageIdsIn)
  const references = headers.all('references').flatMap(messageIdsIn).toReversed()
  const ids = [...new Set([...answered, ...references])].slice(0, most)
  for (const name of deliveryHeaders)
    for (const value of headers.all(name))
      for (const address of value.split(/[\s,;<>"]+/)) {
        const id = address.includes('+c') ? conversationOf(account, address) : undefined
        if (id) return [...ids, `${signed}${id}`]
      }
  return ids
}

/** The reference that we write into subjects: `[#12345]`. Shown to people only. */
export const referenceIn = (subject: string): string | undefined =>
  /\[#([0-9A-Za-z-]{1,20})\]/.exec(subject)?.[1]
