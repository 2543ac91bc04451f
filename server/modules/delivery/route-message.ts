import type { Channel, InboxAccount } from '../../channels/channel.ts'
import { channels } from '../../channels/registry.ts'
import type { Db } from '../../kernel/db/index.ts'
import { asAppError } from '../../kernel/errors.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import { EMAIL } from '../customers/index.ts'
import { activeInboxes, forgetAccount, inboxAccount } from '../inboxes/index.ts'
import type { OutgoingRow } from '../conversations/index.ts'

/** Through which connected account a message leaves. */
export interface Route {
  inbox: InboxAccount
  channel: Channel
}

const GONE: Sentence = {
  en: 'The inbox of this conversation is no longer connected.',
  ja: 'この会話の窓口は、現在接続されていません。',
}
const SEALED: Sentence = {
  en: 'The passwords of this inbox cannot be read because the encryption key has changed. Restore the old key (MADOGUCHI_SECRET, or secret.key in the data folder), or enter them again in the settings.',
  ja: 'この窓口のパスワードなどを読み取れません（別の鍵で保存されています）。鍵（MADOGUCHI_SECRET、またはデータフォルダーのsecret.key）を元に戻すか、設定で入力し直してください。',
}

const PAUSED: Sentence = {
  en: 'This inbox is paused. The message is sent once it is resumed.',
  ja: 'この窓口は一時停止中です。再開されると送信されます。',
}
const ARCHIVED: Sentence = {
  en: 'This inbox was archived before the message was sent, so it was not sent. Restore the inbox and resend it, or discard it.',
  ja: '送信前に窓口がアーカイブされたため、送信していません。窓口を元に戻してから再送するか、破棄してください。',
}

/** The inbox that a message leaves through now, why it has to wait (`held`), or why it doesn't leave (`closed`). */
export type Routing = { through: Route } | { held: Sentence } | { closed: Sentence }

/** Finds how a message leaves. */
export const routeMessage = async (db: Db, row: Pick<OutgoingRow, 'inboxId'>): Promise<Routing> => {
  const known = await look(db, row)
  if ('through' in known) return known
  // This process may remember the inbox as it was before somebody mended it.
  forgetAccount(db.kernel, row.inboxId)
  return look(db, row)
}

const look = async (db: Db, row: Pick<OutgoingRow, 'inboxId'>): Promise<Routing> => {
  const inbox = await inboxAccount(db, row.inboxId).catch((error) => {
    // Secrets that were sealed with another key: the message waits until somebody mends that.
    const known = asAppError(error)
    if (known?.kind === 'unavailable') return 'sealed' as const
    throw error
  })
  if (inbox === 'sealed') return { held: SEALED }
  const channel = inbox && (await channels()).get(inbox.channel)
  if (!inbox || !channel) return { held: GONE }
  if (inbox.state === 'archived') return { closed: ARCHIVED }
  if (inbox.state === 'paused') return { held: PAUSED }
  const ready = channel.ready?.(inbox) ?? true
  return ready === true ? { through: { inbox, channel } } : { held: ready }
}

/** Whether inboxes of a channel send by mail what can't be delivered on another one. */
export const takesOver = (channel: Channel | undefined): boolean =>
  channel?.addressKind === EMAIL && channel.abilities.startsConversations

/** A mail inbox that can take over when a customer can't be reached on the channel itself: one of the same brand first. */
export const mailRoute = async (db: Db, from: InboxAccount): Promise<Route | undefined> => {
  const all = await channels()
  const candidates: Route[] = []
  for (const { id, channel: name } of await activeInboxes(db)) {
    const channel = all.get(name)
    if (id === from.id || !channel || !takesOver(channel)) continue
    const inbox = await inboxAccount(db, id)
    if (inbox) candidates.push({ inbox, channel })
  }
  const chosen = (from.settings as { mailInboxId?: string } | null)?.mailInboxId
  return (
    candidates.find((route) => route.inbox.id === chosen) ??
    candidates.find((route) => route.inbox.brand.name === from.brand.name) ??
    candidates[0]
  )
}

/** The inbox through which mail leaves for one: itself, or the mail inbox that takes over for it; undefined: there is none. */
export const findMailInbox = async (db: Db, inboxId: string): Promise<string | undefined> => {
  const own = await inboxAccount(db, inboxId)
  if (own && own.state !== 'archived' && takesOver((await channels()).get(own.channel))) return own.id
  return own && (await mailRoute(db, own))?.inbox.id
}
