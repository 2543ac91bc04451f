import { type Account } from '../account.ts'
import { conversationOf, looksOwn } from '../threads/tokens.ts'
import { decodeHeader } from './decode-header.ts'
import type { Headers } from './headers.ts'

const longest = 250
const most = 60
/** Beginning of a key that is given only for an address that we signed. */
const signed = 'conversation:'
/** Beginning of a key for a number in the subject. */
const reference = 'reference:'

/**
 * Message-IDs in a raw header value, without brackets, in order. Copes with missing brackets and folded ids. What looks
 * like a key of ours is none: anybody can write it.
 */
export const messageIdsIn = (raw: string): string[] => {
  const decoded = raw.includes('=?') ? decodeHeader(raw) : raw
  const bracketed = [...decoded.matchAll(/<([^<>]{1,998})>/g)].map(([, id = '']) => id.replaceAll(/\s+/g, ''))
  const ids = bracketed.length > 0 ? bracketed : decoded.split(/[\s,]+/).filter((word) => word.includes('@'))
  return ids.filter(
    (id) =>
      id !== '' &&
      id.length <= longest &&
      !id.startsWith(signed) &&
      !id.startsWith(reference) &&
      !/[\p{Cc}\s]/u.test(id),
  )
}

/** Headers in which the address stands to which the mail was really delivered. */
const deliveryHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to', 'cc']

/** The conversation that an address names which we signed, as a key. */
const signedKeyIn = (headers: Headers, account: Account): string[] => {
  for (const name of deliveryHeaders)
    for (const value of headers.all(name))
      for (const address of value.split(/[\s,;<>"]+/)) {
        const id = address.includes('+c') ? conversationOf(account, address) : undefined
        if (id) return [`${signed}${id}`]
      }
  return []
}

/** What may join a mail to a thread. */
export interface ThreadKeys {
  /** Strongest first. */
  threadKeys: string[]
  /** Those among them that have the form of our own Message-IDs. */
  ourKeys?: string[]
}

/**
 * Keys that may join a mail to a thread, strongest first: Message-IDs of ours that it answers, a conversation named by a
 * reply address that we signed, the number in its subject, Message-IDs of others. Of ids the one that is answered
 * comes first, then the older ones from newest to oldest. None says that the sender may be in that thread.
 */
export const findThreadKeys = (headers: Headers, account: Account, subject: string): ThreadKeys => {
  const answered = headers.all('in-reply-to').flatMap(messageIdsIn)
  const references = headers.all('references').flatMap(messageIdsIn).toReversed()
  const ids = [...new Set([...answered, ...references])].slice(0, most)
  const ourKeys = ids.filter(looksOwn)
  const number = referenceIn(subject)
  return {
    threadKeys: [
      ...ourKeys,
      ...signedKeyIn(headers, account),
      ...(number && /^[1-9]\d{0,14}$/.test(number) ? [`${reference}${number}`] : []),
      ...ids.filter((id) => !looksOwn(id)),
    ],
    ...(ourKeys.length > 0 ? { ourKeys } : {}),
  }
}

/** The reference that we write into subjects: `[#12345]`. */
export const referenceIn = (subject: string): string | undefined =>
  /\[#([0-9A-Za-z-]{1,20})\]/.exec(subject)?.[1]
