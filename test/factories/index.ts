import { randomUUID } from 'node:crypto'
import type { Caller } from '../../server/kernel/caller.ts'
import { systemCaller } from '../../server/kernel/caller.ts'
import { sql, type Db, type WorkspaceDb } from '../../server/kernel/db/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { createAgent } from '../../server/modules/agents/index.ts'
import { receiveMessages, type Incoming, type Received } from '../../server/modules/conversations/index.ts'
import { identify } from '../../server/modules/customers/index.ts'

const ALL = [
  'conversations.read',
  'conversations.write',
  'conversations.reply',
  'customers.read',
  'customers.write',
  'settings.write',
  'people.write',
  'reports.read',
  'audit.read',
]

/** An inbox without a channel behind it: for rooms that never speak to one. */
export const addInbox = async (db: WorkspaceDb, name = 'Inbox', channel = 'none'): Promise<string> => {
  const id = newId()
  await db.tx(async (tx) => {
    await tx.run(sql`
      insert into inboxes (workspace_id, id, channel, name, created_at)
      values (${tx.workspaceId}, ${id}, ${channel}, ${name}, ${tx.now})`)
    await tx.run(sql`
      insert into inbox_tokens (token, channel, workspace_id, inbox_id)
      values (${randomUUID()}, ${channel}, ${tx.workspaceId}, ${id})`)
  })
  return id
}

/** An agent of the workspace, and the caller that acts as them. */
export const addAgent = async (
  db: WorkspaceDb,
  options: { role?: 'owner' | 'lead' | 'agent' | 'readonly'; name?: string; sight?: 'all' | string[] } = {},
): Promise<Caller & { id: string }> => {
  const { role = 'agent', name = '佐藤 花', sight = 'all' } = options
  const agent = await db.tx((tx) =>
    createAgent(tx, systemCaller(tx.workspaceId), {
      name,
      email: `${randomUUID()}@shop.example`,
      role,
      teamIds: [],
      language: 'ja',
    }),
  )
  return {
    workspaceId: db.workspaceId,
    kind: 'person',
    id: agent.id,
    name,
    role,
    permissions: new Set(ALL),
    sight: sight === 'all' ? 'all' : new Set(sight),
  }
}

/** A message from a customer, found or made by their address. Anything can be set otherwise. */
export const incoming = async (
  db: WorkspaceDb,
  from: string,
  inboxId: string,
  change: Partial<Incoming> = {},
): Promise<Incoming> => {
  const now = db.kernel.clock.now()
  const [person] = await db.tx((tx) =>
    identify(tx, [
      {
        inboxId,
        addresses: [{ kind: 'email', value: from, name: from.split('@')[0] }],
        verified: false,
        at: now,
      },
    ]),
  )
  if (!person) throw new Error('nobody was identified')
  const isChat = await db.maybe(
    sql`select 1 from inboxes where workspace_id = ${db.workspaceId} and id = ${inboxId} and channel = 'chat'`,
  )
  return {
    arrivalId: newId(),
    inboxId,
    customerId: person.customerId,
    customerName: person.name,
    text: 'こんにちは。注文した商品がまだ届きません。',
    html: null,
    subject: '配送について',
    // Whoever writes in a chat is answered there, although an address of theirs is known.
    recipients: [{ role: 'from', kind: isChat ? 'chat' : 'email', value: from, name: null }],
    context: {},
    automatic: false,
    verified: false,
    messageKey: `mid:${newId()}`,
    threadKeys: [],
    occurredAt: now,
    receivedAt: now,
    files: [],
    tags: [],
    priority: 'normal',
    ...change,
  }
}

/** Stores one customer's message. */
export const receive = async (
  db: WorkspaceDb,
  from: string,
  inboxId: string,
  change: Partial<Incoming> = {},
): Promise<Received> => {
  const message = await incoming(db, from, inboxId, change)
  const [received] = await db.tx((tx) => receiveMessages(tx, [message]))
  if (!received) throw new Error('nothing was received')
  return received
}

/** Kept counts as `status → number`, over everything. */
export const countsByStatus = async (db: Db): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await db.many<{ status: string; n: number }>(
        sql`select status, sum(count) as n from conversation_counts where workspace_id = ${db.workspaceId} group by status having sum(count) <> 0 order by status`,
      )
    ).map((row) => [row.status, row.n]),
  )

/** A caller with these permissions and this sight, whom no table knows. */
export const personWith = (
  workspaceId: number,
  permissions: string[],
  sight: Caller['sight'] = 'all',
): Caller => ({
  workspaceId,
  kind: 'person',
  id: newId(),
  name: 'Someone',
  role: 'agent',
  permissions: new Set(permissions),
  sight,
})
