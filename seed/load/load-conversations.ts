import type { Tx } from '../../server/kernel/db/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import {
  addHistory,
  type HistoricConversation,
  type HistoricMessage,
} from '../../server/modules/conversations/index.ts'
import { addConversationCounts, linkInboxes, noteLastSeen } from '../../server/modules/customers/index.ts'
import type { Change, Conversation, Message, World } from '../world/index.ts'
import type { Keys } from './keys.ts'

const BATCH = 300

/** A conversation that is loaded and waits for an agent. */
export interface OpenConversation {
  id: string
  conversation: Conversation
}

/** Adds the demo shop's conversations; gives those that wait for an agent, oldest first. */
export const loadConversations = async (
  tx: Tx,
  world: World,
  keys: Keys,
  told: (done: number) => void,
): Promise<OpenConversation[]> => {
  const open: OpenConversation[] = []
  const contacts: Contact[] = []
  let batch: Conversation[] = []
  let done = 0
  const flush = async (): Promise<void> => {
    const rows = batch.map((conversation) => toHistory(conversation, keys))
    const ids = await addHistory(tx, rows)
    batch.forEach((conversation, index) => {
      if (conversation.status === 'open') open.push({ id: ids[index] as string, conversation })
    })
    contacts.push(...rows.map(contactOf))
    done += rows.length
    if (done % 3000 < BATCH || done === world.conversations.length) told(done)
    batch = []
  }
  for (const conversation of world.conversations) {
    batch.push(conversation)
    if (batch.length === BATCH) await flush()
  }
  if (batch.length > 0) await flush()
  await keepContacts(tx, contacts)
  return open
}

/** What a conversation means for its customer's own row. */
interface Contact {
  customerId: string
  inboxId: string
  seen: Date | undefined
}

const contactOf = ({ customerId, inboxId, messages }: HistoricConversation): Contact => ({
  customerId,
  inboxId,
  seen: messages.findLast(({ kind }) => kind === 'inbound')?.at,
})

/** Writes customers' rows once for all of their conversations: each write is one for every index of theirs. */
const keepContacts = async (tx: Tx, contacts: readonly Contact[]): Promise<void> => {
  await addConversationCounts(
    tx,
    contacts.map(({ customerId }) => customerId),
  )
  await linkInboxes(tx, contacts)
  await noteLastSeen(
    tx,
    contacts.flatMap(({ customerId, seen }) => (seen ? [{ customerId, at: seen }] : [])),
  )
}

const toHistory = (conversation: Conversation, keys: Keys): HistoricConversation => {
  const customer = keys.customers.get(conversation.customer)
  const inbox = keys.inboxes.get(conversation.inbox)
  if (!customer || !inbox) throw new Error(`the conversation ${conversation.key} names nobody`)
  // Whoever wrote in the chat is answered there.
  const email = inbox.channel === 'chat' ? undefined : customer.email
  const person = {
    kind: email === undefined ? 'chat' : 'email',
    value: email ?? customer.id,
    name: customer.name,
  }
  return {
    inboxId: inbox.id,
    customerId: customer.id,
    subject: conversation.subject,
    status: conversation.status,
    priority: conversation.priority,
    assigneeId: conversation.assignee ? (keys.agents.get(conversation.assignee)?.id ?? null) : null,
    teamId: conversation.team ? (keys.teams.get(conversation.team) ?? null) : null,
    tagIds: conversation.tags.map((tag) => keys.tags.get(tag)).filter((id) => id !== undefined),
    openedBy: conversation.messages[0]?.kind === 'outbound' ? 'agent' : 'customer',
    snoozedUntil: conversation.snoozedUntil ?? null,
    resolvedAt: conversation.status === 'resolved' ? (conversation.resolvedAt ?? null) : null,
    messages: conversation.messages.map((message) => toMessage(message, customer, person, keys)),
    changes: toChanges(conversation.changes, keys),
  }
}

const toMessage = (
  message: Message,
  customer: { id: string; name: string },
  person: { kind: string; value: string; name: string },
  keys: Keys,
): HistoricMessage => {
  const inbound = message.kind === 'inbound'
  const agent = message.agent ? keys.agents.get(message.agent) : undefined
  return {
    kind: message.kind,
    actor: inbound
      ? { kind: 'customer', id: customer.id, name: customer.name }
      : { kind: 'agent', id: agent?.id ?? null, name: agent?.name ?? '' },
    text: message.text,
    html: message.html,
    subject: message.subject,
    recipients: message.kind === 'note' ? [] : [{ role: inbound ? 'from' : 'to', ...person }],
    at: message.at,
    key: message.kind === 'note' ? undefined : `mid:demo.${newId()}`,
  }
}

/** The world says what a thing became; what it was before follows from the change before. */
const toChanges = (changes: readonly Change[], keys: Keys): HistoricConversation['changes'] => {
  const now = new Map<string, string | null>([
    ['status', 'open'],
    ['priority', 'normal'],
  ])
  return changes.map((change) => {
    const agent = change.agent ? keys.agents.get(change.agent) : undefined
    const to =
      change.kind === 'assigned'
        ? (keys.agents.get(change.to)?.id ?? null)
        : change.kind === 'team'
          ? (keys.teams.get(change.to) ?? null)
          : change.to
    const from = now.get(change.kind) ?? null
    now.set(change.kind, to)
    return {
      kind: change.kind,
      actor: agent ? { kind: 'agent', ...agent } : { kind: 'system', id: null, name: 'system' },
      from,
      to,
      at: change.at,
    }
  })
}
