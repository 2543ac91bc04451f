import { acknowledgement, type InboxAccount } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { brakeAnswers, sendAutomatic } from '../conversations/index.ts'
import { readCalendars, reopening, type Calendar } from '../hours/index.ts'
import { inboxAccount, ownAddresses } from '../inboxes/index.ts'
import { closedTexts, fillReceipt, momentInWords, receipts } from './acknowledge-texts.ts'
import { cameThrough, firstMessages, type FirstMessageRow } from './queries/acknowledgements.ts'

const setting = acknowledgement(false)

/**
 * Confirms first messages where the inbox that they came through wants that. Never to a machine, never to an address
 * of our own, never twice in a conversation, a few an hour to one address: so no two programs thank each other.
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
  const answers = rows.flatMap((row) => {
    const writer = row.recipients.find(({ role }) => role === 'from')
    const inbox = wanted.get(row.messageId) as InboxAccount
    return writer && !isOurs(writer.value) ? [{ row, writer, inbox }] : []
  })
  const calendars = await readCalendars(tx)
  const brake = await brakeAnswers(
    tx,
    answers.map(({ writer, inbox }) => ({ inboxId: inbox.id, address: writer.value })),
  )
  for (const { row, writer, inbox } of answers) {
    if (!brake.allows(inbox.id, writer.value)) {
      tx.kernel.log.info({ conversationId: row.conversationId }, 'no receipt: there were enough already')
      continue
    }
    const receiptId = await sendAutomatic(tx, {
      messageId: row.messageId,
      author: inbox.brand.name,
      ...receiptFor(row, writer.name, inbox, calendars.of({ inboxId: inbox.id }), tx.now),
      recipients: [{ ...writer, role: 'to' }],
    })
    if (receiptId) brake.answered(receiptId, inbox.id, writer.value)
  }
  await brake.settle()
}

const receiptFor = (
  row: FirstMessageRow,
  name: string | null,
  inbox: InboxAccount,
  calendar: Calendar,
  now: Date,
): { subject: string; text: string } => {
  // Whoever reads neither is likelier to read English.
  const language = (row.language ?? inbox.language).toLowerCase().startsWith('ja') ? 'ja' : 'en'
  const opens = reopening(calendar, now)
  const own = setting.parse((inbox.settings as { acknowledge?: unknown }).acknowledge)
  return fillReceipt(
    {
      subject: own.subject[language]?.trim() || receipts[language].subject,
      text:
        opens && own.closed.enabled
          ? own.closed.text[language]?.trim() || closedTexts[language]
          : own.text[language]?.trim() || receipts[language].text,
    },
    {
      name: name ?? '',
      reference: String(row.number),
      text: row.text,
      brand: inbox.brand.name,
      opens: opens ? momentInWords(opens, calendar.timeZone, language) : '',
    },
    language,
  )
}
