import { createHash } from 'node:crypto'
import type { Db } from '../../../kernel/db/index.ts'
import { isReserved } from '../../conversations/index.ts'
import { readThrough } from '../../inboxes/index.ts'
import { personOfAddress, type Item } from '../neutral.ts'
import { Unfit } from './source.ts'

/** A mail as its island understood it. */
type MessageArrival = Extract<Awaited<ReturnType<typeof readThrough>>[number], { kind: 'message' }>

/** Folders of Gmail's and others' whose mails nobody wants back, as their labels are called in both languages. */
const UNWANTED = /(^|,)\s*"?(spam|trash|drafts?|chats?|迷惑メール|ゴミ箱|下書き|チャット)"?\s*(,|$)/i
/** No header is looked for behind this. */
const HEAD = 64 * 1024

/** Reads a mail through the island of the inbox that it goes to; gives nothing where that can't be read at all. */
export const parseMail = async (
  db: Db,
  inboxId: string,
  raw: Buffer,
): Promise<MessageArrival | undefined> => {
  const find = async (asMessage: boolean): Promise<MessageArrival | undefined> =>
    (await readThrough(db, inboxId, raw, { asMessage })).find(
      (arrival): arrival is MessageArrival => arrival.kind === 'message',
    )
  return (await find(false)) ?? find(true)
}

/** A mail as it is kept until all are read: who wrote it, and the first mail of its thread as far as it says itself. */
export const mailItems = async (
  db: Db,
  inboxId: string,
  raw: Buffer,
  isOurs: (address: string) => boolean,
): Promise<Item[]> => {
  const labels = labelsOf(raw)
  const mail = await parseMail(db, inboxId, raw)
  const subject = mail?.subject ?? 'mail'
  if (UNWANTED.test(labels)) throw new Unfit('unwanted', subject, labels)
  if (!mail) throw new Unfit('unreadable', subject, '')
  const [writer] = mail.from
  const ours = isOurs(writer.value)
  const others = (mail.recipients ?? []).map(({ address }) => address).filter(({ value }) => !isOurs(value))
  const customer = ours ? others[0] : writer
  if (!customer?.value.includes('@') || customer.value.endsWith('.invalid'))
    throw new Unfit('no-customer', subject, '')
  const messageId = mail.messageKey && !isReserved(mail.messageKey) ? mail.messageKey : undefined
  const answers = mail.threadKeys.filter((key) => !isReserved(key))
  const id = messageId ?? createHash('sha256').update(raw).digest('hex')
  const person = personOfAddress(customer.value)
  const author = ours ? personOfAddress(writer.value) : person
  return [
    { kind: 'person', item: { id: person, name: customer.name, emails: [customer.value], phones: [] } },
    ...(ours
      ? [
          {
            kind: 'agent' as const,
            item: { id: author, name: writer.name ?? writer.value, email: writer.value },
          },
        ]
      : []),
    {
      kind: 'said',
      talk: answers.at(-1) ?? id,
      raw: mail.files.length > 0 ? raw : undefined,
      item: {
        id,
        kind: ours ? 'outbound' : 'inbound',
        author: { id: author, name: writer.name },
        person,
        text: mail.text,
        html: mail.html,
        subject: mail.subject,
        from: writer.value,
        to: addressesOf(mail, 'to'),
        cc: addressesOf(mail, 'cc'),
        at: mail.occurredAt.toISOString(),
        messageId,
        answers,
        automatic: mail.automatic === undefined || ours ? undefined : true,
        files: mail.files.map(({ name, type, content }) => ({ name, type, size: content.length })),
      },
    },
  ]
}

const addressesOf = ({ recipients = [] }: MessageArrival, role: 'to' | 'cc'): string[] =>
  recipients.filter((one) => one.role === role).map(({ address }) => address.value)

/** Labels of Gmail's that a mail of its archive bears. */
const labelsOf = (raw: Buffer): string => {
  const head = raw.toString('utf8', 0, HEAD).split(/\r?\n\r?\n/, 1)[0] ?? ''
  const value =
    /^X-Gmail-Labels:[ \t]*((?:.*(?:\r?\n[ \t]+.*)*))/im.exec(head)?.[1]?.replace(/\r?\n[ \t]+/g, ' ') ?? ''
  return value.replace(/=\?utf-8\?([qb])\?([^?]*)\?=\s*/gi, (_all, how: string, words: string) =>
    /b/i.test(how)
      ? Buffer.from(words, 'base64').toString('utf8')
      : Buffer.from(
          words
            .replaceAll('_', ' ')
            .replace(/=([0-9a-f]{2})/gi, (_one, hex: string) =>
              String.fromCharCode(Number.parseInt(hex, 16)),
            ),
          'latin1',
        ).toString('utf8'),
  )
}
