import type { z } from 'zod'
import type { ChannelHost } from '../../channels/channel.ts'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import {
  findAnswered,
  findConversation,
  suggestRecipients,
  threadKeysOf,
  threadOf,
  type OutgoingRow,
} from '../conversations/index.ts'
import { seesCustomer } from '../customers/index.ts'
import type { reach } from './contract.ts'
import { mailInstead, NO_MAIL } from './mail-instead.ts'
import { routeMessage, type Route } from './route-message.ts'

type Reach = z.infer<typeof reach>

const simply = (by: Reach['by'], reason: Reach['reason'] = null): Reach => ({ by, addresses: [], reason })

/** How an answer of the caller's would reach the customer if it left now. */
export const foreseeReach = async (
  db: Db,
  caller: Caller,
  conversationId: string,
  host: ChannelHost,
): Promise<Reach> => {
  demand(caller, 'conversations.reply')
  const conversation = await findConversation(db, caller, conversationId)
  const answered = await findAnswered(db, conversation)
  const routing = await routeMessage(db, answered)
  if ('held' in routing) return simply('held', routing.held)
  if ('closed' in routing) return simply('held', routing.closed)
  const { channel, inbox } = routing.through
  if (!channel.reaches) return simply('here')
  const [{ reply }, threadKeys] = await Promise.all([
    suggestRecipients(db, conversation, answered),
    threadKeysOf(db, await threadOf(db, answered.id)),
  ])
  const to = reply.to.map(({ kind, value }) => ({ kind, value }))
  const where = await channel.reaches({ to, threadKeys }, inbox, host)
  return where === 'elsewhere' ? byMail(db, caller, answered, reply.to, routing.through) : simply(where)
}

/** What becomes of an answer that its channel leaves to mail. */
const byMail = async (
  db: Db,
  caller: Caller,
  { customerId }: Pick<OutgoingRow, 'customerId'>,
  recipients: OutgoingRow['recipients'],
  route: Route,
): Promise<Reach> => {
  const { given, email, mail, staysThere } = await mailInstead(db, { recipients, customerId }, route)
  if (email === undefined) return simply(staysThere ? 'unaddressed' : 'nobody')
  if (!mail) return staysThere ? simply('later') : simply('held', NO_MAIL)
  const ready = mail.channel.ready?.(mail.inbox) ?? true
  if (ready !== true) return simply('held', ready)
  const known = given.length > 0 || (await seesCustomer(db, caller, customerId))
  const addresses = given.length > 0 ? given.map(({ value }) => value) : [email]
  return { ...simply(staysThere ? 'mail-instead' : 'mail'), addresses: known ? addresses : [] }
}
