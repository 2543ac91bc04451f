import type { Readable } from 'node:stream'
import { domainToASCII } from 'node:url'
import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer'
import type { Address, OutgoingMessage } from '../../channel.ts'
import type { Account } from '../account.ts'
import { ownHeaders } from '../own-headers.ts'
import { messageIdOf, ownMarkOf, replyAddressOf } from '../threads/tokens.ts'
import { attachmentStream } from './attachment-stream.ts'
import { bodyOf } from './body.ts'
import { inIso2022Jp, type Letter } from './in-iso-2022-jp.ts'
import { subjectOf } from './subject.ts'
import { threadHeaders } from './thread-headers.ts'

/** A mail ready to be handed to a server. */
export interface Composed {
  /** Without brackets. */
  messageId: string
  envelope: { from: string; to: string[] }
  /** Addresses of the envelope as they were given, where that differs. */
  given?: ReadonlyMap<string, string>
  /** Roughly how many bytes will be sent. */
  size: number
  stream(): Readable
}

type Named = { name: string; address: string }

const named = ({ name = '', value }: Address): Named => ({ name, address: value })

const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim()

/** Only addresses of mail; a conversation that began elsewhere may carry other ones too. */
const mailOnly = (addresses: Address[]): Named[] =>
  addresses.filter(({ kind }) => kind === 'email').map(named)

const sender = (account: Account): Named => ({
  name: oneLine(account.settings.displayName || account.name || account.brand.name),
  address: account.settings.address,
})

const headersOf = (message: OutgoingMessage, account: Account): Record<string, string> => ({
  [ownHeaders.mark]: ownMarkOf(account, message.id),
  'X-Loop': account.settings.address,
  ...(message.automatic ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {}),
})

const attachmentsOf = (message: OutgoingMessage): MailComposerOptions['attachments'] =>
  message.files.map((file) => ({
    filename: file.name,
    contentType: file.type,
    content: attachmentStream(file),
    ...(file.inline && file.contentId
      ? { cid: file.contentId, contentDisposition: 'inline' }
      : { contentDisposition: 'attachment' }),
  }))

const letterOf = (message: OutgoingMessage, account: Account): Letter => {
  const replyTo = account.settings.plusAddressing
    ? replyAddressOf(account, message.conversationId)
    : undefined
  return {
    from: sender(account),
    to: mailOnly(message.to),
    cc: mailOnly(message.cc),
    // Blind copies stand in the envelope alone.
    ...(replyTo ? { replyTo: { ...sender(account), address: replyTo } } : {}),
    subject: subjectOf(message, account),
    ...bodyOf(message, account),
  }
}

const optionsOf = (message: OutgoingMessage, account: Account): MailComposerOptions => ({
  messageId: `<${messageIdOf(account, message.id)}>`,
  date: message.createdAt,
  ...threadHeaders(message),
  headers: headersOf(message, account),
  attachments: attachmentsOf(message) ?? [],
  textEncoding: 'B',
  newline: 'win',
  // Bodies are never read from a path or an address that stands in a message.
  disableFileAccess: true,
  disableUrlAccess: true,
})

/** The mail in the inbox's charset where that holds all of its words, else in UTF-8. */
const streamOf = (message: OutgoingMessage, account: Account): Readable => {
  const letter = letterOf(message, account)
  const mark = `x${message.id.replaceAll('-', '')}`
  const old = account.settings.charset === 'iso-2022-jp' ? inIso2022Jp(letter, mark) : undefined
  const root = new MailComposer({ ...optionsOf(message, account), ...(old?.letter ?? letter) }).compile()
  old?.finish(root)
  return root.createReadStream()
}

/** As every server takes it: with the domain in ASCII, unless what stands before the @ needs more than that anyway. */
const onTheWire = (address: string): string => {
  const at = address.lastIndexOf('@')
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)]
  if (/^[ -~]*$/.test(domain) || !/^[ -~]*$/.test(local)) return address
  return `${local}@${domainToASCII(domain) || domain}`
}

/** Puts a message together as mail. The same message gives the same Message-ID at every attempt. */
export const compose = (message: OutgoingMessage, account: Account): Composed => {
  const everyone = [...message.to, ...message.cc, ...message.bcc]
  const byAddress = new Map(mailOnly(everyone).map(({ address }) => [address.toLowerCase(), address]))
  for (const address of message.accepted ?? []) byAddress.delete(address)
  const to = [...byAddress.values()]
  const wire = new Map(to.map((address) => [onTheWire(address), address]))
  const bodies = message.text.length * 4 + (message.html?.length ?? 0) * 4 + 10_000
  return {
    messageId: messageIdOf(account, message.id),
    envelope: { from: onTheWire(account.settings.address), to: [...wire.keys()] },
    given: wire,
    size: bodies + message.files.reduce((sum, { size }) => sum + Math.ceil(size * 1.37), 0),
    stream: () => streamOf(message, account),
  }
}
