import { acknowledgement, type InboxAccount } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { sendAutomatic } from '../conversations/index.ts'
import { inboxAccount, ownAddresses } from '../inboxes/index.ts'
import { fillReceipt, receipts } from './acknowledge-texts.ts'
import {
  automaticSince,
  cameThrough,
  firstMessages,
  type FirstMessageRow,
} from './queries/acknowledgements.ts'

/** Receipts to one customer within an hour; whoever writes more often knows already that we are here. */
const MOST_AN_HOUR = 3
const HOUR_MS = 3600_000

const setting = acknowledgement(false)

/**
 * Confirms first messages where the inbox that they came through wants that. Never to a machine, never to an address
 * of our own, never twice in a conversation, a few an hour to one customer: so no two programs thank each other.
 */
export const acknowledge = async (
  tx: Tx,
  received: readonly { messageId: string; opened: boolean; automatic: boolean }[],
): Promise<void> => {
  const ids = received.filter(({ opened, automatic }) => opened && !automatic).map((one) => one.messageId)
  if (ids.length === 0) return
  const wanted = new Map<string, InboxAccount>()
  for (const { messageId, inboxId } of await cameThrough(tx, ids)) {
    const account = await inboxAccount(tx, inboxId)
    if (account && setting.safeParse(account.settings['acknowledge']).data?.enabled)
      wanted.set(messageId, account)
  }
  if (wanted.size === 0) return
  const rows = await firstMessages(tx, [...wanted.keys()])
  const isOurs = await ownAddresses(tx)
  const since = new Date(tx.now.getTime() - HOUR_MS)
  for (const row of rows) {
    const writer = row.recipients.find(({ role }) => role === 'from')
    if (!writer || isOurs(writer.value)) continue
    if ((await automaticSince(tx, row.customerId, since)) >= MOST_AN_HOUR) {
      tx.kernel.log.info(
        { conversationId: row.conversationId },
        'no receipt: this customer got several already',
      )
      continue
    }
    const inbox = wanted.get(row.messageId) as InboxAccount
    await sendAutomatic(tx, {
      conversationId: row.conversationId,
      author: inbox.brand.name,
      ...receiptFor(row, writer.name, inbox),
      recipients: [{ ...writer, role: 'to' }],
    })
  }
}

const receiptFor = (
  row: FirstMessageRow,
  name: string | null,
  inbox: InboxAccount,
): { subject: string; text: string } => {
  // Whoever reads neither is likelier to read English.
  const language = (row.language ?? inbox.language).toLowerCase().startsWith('ja') ? 'ja' : 'en'
  const own = setting.parse((inbox.settings as { acknowledge?: unknown }).acknowledge)
  return fillReceipt(
    {
      subject: own.subject[language]?.trim() || receipts[language].subject,
      text: own.text[language]?.trim() || receipts[language].text,
    },
    { name: name ?? '', reference: String(row.number), text: row.text, brand: inbox.brand.name },
    language,
  )
}
