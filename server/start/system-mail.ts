import type { Channel, ChannelHost, InboxAccount, SendResult } from '../channels/channel.ts'
import { channels } from '../channels/registry.ts'
import { systemCaller } from '../kernel/caller.ts'
import type { WorkspaceDb } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { setSystemMail, type SystemMail } from '../modules/access/index.ts'
import { recordAudit } from '../modules/audit/index.ts'
import { EMAIL } from '../modules/customers/index.ts'
import { activeInboxes, ownAddresses } from '../modules/inboxes/index.ts'
import { getWorkspace } from '../modules/workspace/index.ts'

interface Way {
  inbox: InboxAccount
  channel: Channel
}

const LONGEST_MS = 2 * 60_000

/** Lets mails of the product's own (password resets) leave through the workspace's first mail inbox that can send. */
export const provideSystemMail = (kernel: Kernel, host: ChannelHost): void => {
  setSystemMail(kernel, async (db, address) => {
    const way = await findWay(db, address)
    return way && ((mail) => sendSystemMail(db, way, mail, host))
  })
}

/**
 * The first mail inbox that can send. None for an address that is an inbox of ours: whoever sees that inbox would read
 * the link, and could sign in as somebody else.
 */
const findWay = async (db: WorkspaceDb, address: string): Promise<Way | undefined> => {
  const all = await channels()
  if ((await ownAddresses(db))(address)) return undefined
  for (const inbox of await activeInboxes(db)) {
    const channel = all.get(inbox.channel)
    if (channel?.addressKind !== EMAIL || !channel.abilities.startsConversations) continue
    if ((channel.ready?.(inbox) ?? true) === true) return { inbox, channel }
  }
  return undefined
}

/** Stands in no conversation; that it was sent is in the log and in the audit log, what it says in neither. */
const sendSystemMail = async (
  db: WorkspaceDb,
  { inbox, channel }: Way,
  { to, subject, text, unlogged = false }: SystemMail,
  host: ChannelHost,
): Promise<void> => {
  const id = newId()
  const result = await withinTime(
    channel.send(
      {
        id,
        conversationId: id,
        reference: '',
        text,
        subject,
        to: [{ kind: EMAIL, value: to.address, name: to.name }],
        cc: [],
        bcc: [],
        files: [],
        author: { name: inbox.brand.name },
        createdAt: db.kernel.clock.now(),
        timeZone: (await getWorkspace(db)).timeZone,
        thread: { keys: [] },
        repeated: false,
        automatic: true,
        confidential: true,
      },
      inbox,
      host,
    ),
  )
  // Without the reason: mail servers name the recipient in it, and this ends up in the log.
  if (result.outcome !== 'sent')
    throw new Error(`a system mail did not leave through the inbox ${inbox.id}: ${result.outcome}`)
  db.kernel.log.info({ inboxId: inbox.id }, 'a system mail was sent')
  if (unlogged) return
  await db.tx((tx) =>
    recordAudit(tx, systemCaller(tx.workspaceId), {
      action: 'access.mail-sent',
      subject: { kind: 'inbox', id: inbox.id },
      details: { to: to.address, subject },
    }),
  )
}

const TOO_LONG = {
  en: 'The channel did not answer within two minutes.',
  ja: '2分以内に送信先からの応答がありませんでした。',
}

const withinTime = (sending: Promise<SendResult>): Promise<SendResult> => {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<SendResult>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: 'unreachable', reason: TOO_LONG }), LONGEST_MS)
  })
  return Promise.race([sending, tooLong]).finally(() => clearTimeout(timer))
}
