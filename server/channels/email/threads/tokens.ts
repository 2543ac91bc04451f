import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Account, domainOf } from '../account.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const ownMessageId = new RegExp(`^m\\.(${uuid})@([^\\s@]+)$`, 'i')
const ownMark = new RegExp(`^(${uuid})\\.([0-9a-f]{16})$`, 'i')

/** Domain for Message-IDs: the address's own, if it is one that a header can carry. */
const idDomain = (address: string): string => {
  const domain = domainOf(address)
  return /^[a-z0-9.-]+$/.test(domain) ? domain : 'mail.invalid'
}

/** Message-ID of one of our messages, without brackets. The same at every attempt, so that a receiver can drop a repeat. */
export const messageIdOf = (account: Account, messageId: string): string =>
  `m.${messageId}@${idDomain(account.settings.address)}`

/** True for a Message-ID (no brackets) that this inbox may have given. */
export const isOwnMessageId = (account: Account, id: string): boolean =>
  ownMessageId.exec(id)?.[2]?.toLowerCase() === idDomain(account.settings.address)

/**
 * True for a Message-ID (no brackets) in the form of ours, whatever its domain: another inbox of the workspace, or this one
 * under an earlier address, may have given it.
 */
export const looksOwn = (id: string): boolean => ownMessageId.test(id)

/** Every Message-ID in a text that this inbox may have given; for bounces that quote the headers as they like. */
export const ownMessageIdsIn = (account: Account, text: string): string[] => {
  const found = text.matchAll(new RegExp(`\\bm\\.${uuid}@[a-z0-9.-]+`, 'gi'))
  return [...new Set([...found].map(([id]) => id.replace(/\.$/, '')))].filter((id) =>
    isOwnMessageId(account, id),
  )
}

const sign = (account: Account, purpose: string, text: string, digits: number): string =>
  createHmac('sha256', account.secrets.threadSecret)
    .update(`${purpose}\n${text}`)
    .digest('hex')
    .slice(0, digits)

const equal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a.toLowerCase()), Buffer.from(b))

/** Value of the header by which we know our own mail when it comes back to us. */
export const ownMarkOf = (account: Account, messageId: string): string =>
  `${messageId}.${sign(account, 'mark', messageId, 16)}`

/** Our message that a mark names, when it was made by this inbox. */
export const messageOfMark = (account: Account, mark: string): string | undefined => {
  const [, id, signature] = ownMark.exec(mark.trim()) ?? []
  if (id === undefined || signature === undefined) return undefined
  return equal(signature, sign(account, 'mark', id, 16)) ? id : undefined
}

/** True when the mark was made by this inbox. */
export const isOwnMark = (account: Account, mark: string): boolean =>
  messageOfMark(account, mark) !== undefined

/**
 * Reply address that carries the conversation: `support+c<uuid without dashes>.<8 hex digits>@…`. The digits are
 * an HMAC, so a stranger cannot write himself into a conversation. Undefined when the local part would pass the
 * 64 octets that SMTP allows.
 */
export const replyAddressOf = (account: Account, conversationId: string): string | undefined => {
  const { address } = account.settings
  const at = address.lastIndexOf('@')
  const token = `c${conversationId.replaceAll('-', '')}.${sign(account, 'thread', conversationId, 8)}`
  const local = `${address.slice(0, at)}+${token}`
  return local.length <= 64 ? `${local}${address.slice(at)}` : undefined
}

const replyToken = /\+c([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.([0-9a-f]{8})@/i

/** The conversation that a reply address names, when its signature is this inbox's. */
export const conversationOf = (account: Account, address: string): string | undefined => {
  const [, a, b, c, d, e, signature] = replyToken.exec(address) ?? []
  if (signature === undefined) return undefined
  const id = [a, b, c, d, e].join('-').toLowerCase()
  return equal(signature, sign(account, 'thread', id, 8)) ? id : undefined
}
