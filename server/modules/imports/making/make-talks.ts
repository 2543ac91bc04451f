import type { Tx } from '../../../kernel/db/index.ts'
import { addHistory, keyedMessages, type HistoricConversation } from '../../conversations/index.ts'
import { addConversationCounts, linkInboxes, noteLastSeen } from '../../customers/index.ts'
import { indexHistory } from '../../desk/index.ts'
import { measure } from '../../reports/index.ts'
import { keyOf, saidKey } from '../keys.ts'
import { importedByKeys, putImported, type ImportedRow } from '../queries/imported.ts'
import type { Counts } from '../queries/imports.ts'
import { insertIssues, type IssueRow } from '../queries/report.ts'
import { extendTalks } from './extend-talks.ts'
import { keepFiles, type FileStore } from './keep-files.ts'
import type { WholeTalk } from './part-thread.ts'
import { termsOf, type House, type Terms } from './terms.ts'
import { toConversation, toMessage, type Made } from './to-history.ts'

/**
 * Makes conversations of talks, and adds what is new to those that are there: an earlier import made them, or mail brought them.
 * Everything about them is written in this transaction: they are found and measured from the same moment. Gives how many.
 */
export const makeTalks = async (
  tx: Tx,
  house: House,
  store: FileStore,
  talks: readonly WholeTalk[],
): Promise<Counts> => {
  const [some, rest] = apart(house, talks)
  const counts = await makeSome(tx, house, store, some)
  if (rest.length === 0) return counts
  const more = await makeTalks(tx, house, store, rest)
  return Object.fromEntries(
    Object.entries(counts).map(([name, count = 0]) => [name, count + (more[name] ?? 0)]),
  )
}

/** Those that name a Message-ID of an earlier one come behind it: they may belong to the conversation that becomes of it. */
const apart = (house: House, talks: readonly WholeTalk[]): [WholeTalk[], WholeTalk[]] => {
  const seen = new Set<string>()
  const parts: [WholeTalk[], WholeTalk[]] = [[], []]
  for (const one of talks) {
    const keys = keysOf(house, one).map(({ inboxId, key }) => `${inboxId} ${key}`)
    parts[keys.some((key) => seen.has(key)) ? 1 : 0].push(one)
    for (const key of keys) seen.add(key)
  }
  return parts
}

const makeSome = async (
  tx: Tx,
  house: House,
  store: FileStore,
  talks: readonly WholeTalk[],
): Promise<Counts> => {
  const terms = await termsOf(tx, house, talks)
  const issues: Omit<IssueRow, 'id'>[] = []
  const known = await knownOf(tx, terms, talks)
  const made: Made[] = []
  for (const one of talks) {
    const ready = await prepare(tx, { terms, store, known }, one)
    if ('code' in ready) issues.push(ready)
    else if (ready.messages.length > 0 || ready.target?.version) made.push(ready)
  }
  const conversations = freshOf(made, terms)
  await addHistory(
    tx,
    conversations.map(({ made: _, ...conversation }) => conversation),
  )
  await keepContacts(tx, conversations)
  const extended = await extendTalks(tx, terms, made, issues)
  const added = made.filter(({ target }) => target && extended.has(target.id))
  await putImported(tx, terms.row.id, [
    ...conversations.flatMap(({ id, made: one }) => rowsOf(terms, one, id, true)),
    ...added.flatMap((one) => rowsOf(terms, one, one.target?.id as string, false)),
  ])
  const ids = [...conversations.map(({ id }) => id), ...extended]
  const messageIds = [...conversations.map(({ made: one }) => one), ...added].flatMap(({ messages }) =>
    messages.map(({ message }) => message.id),
  )
  await indexHistory(tx, { conversationIds: conversations.map(({ id }) => id), messageIds })
  if (ids.length > 0) await measure(tx, ids)
  await insertIssues(tx, terms.row.id, [...issues, ...missingFiles(made)])
  return {
    conversations: conversations.length,
    conversationsExtended: extended.size,
    messagesMade: messageIds.length,
  }
}

const freshOf = (made: readonly Made[], terms: Terms) =>
  made
    .filter(({ target }) => target === undefined)
    .map((one) => ({
      ...toConversation(
        one.talk,
        one.place,
        one.messages.map(({ message }) => message),
        terms,
      ),
      made: one,
    }))

/** What is there already of these talks: conversations, and messages by their own key or their Message-ID. */
interface Known {
  talks: Map<string, ImportedRow>
  said: Map<string, ImportedRow>
  /** By inbox and Message-ID: in which conversation, and whose that is. */
  mails: Map<string, { conversationId: string; customerId: string }>
}

const inboxOf = ({ row }: House, inbox: string | undefined): string =>
  (inbox === undefined ? undefined : row.mapping.inboxes[inbox]) ?? row.inboxId

/** Message-IDs of a talk, in the inbox that it goes to. */
const keysOf = (house: House, { talk, said }: WholeTalk): { inboxId: string; key: string }[] =>
  said.flatMap(({ messageId }) =>
    messageId === undefined ? [] : [{ inboxId: inboxOf(house, talk.inbox), key: messageId.slice(0, 1000) }],
  )

const knownOf = async (tx: Tx, { row, ...house }: Terms, talks: readonly WholeTalk[]): Promise<Known> => {
  const [known, said, mails] = await Promise.all([
    importedByKeys(
      tx,
      'talk',
      talks.map(({ talk }) => keyOf(row, 'talk', talk.id)),
    ),
    importedByKeys(
      tx,
      'said',
      talks.flatMap((one) => one.said.map((message) => saidKey(row, one.talk.id, message))),
    ),
    keyedMessages(
      tx,
      talks.flatMap((one) => keysOf({ row, ...house }, one)),
    ),
  ])
  return {
    talks: known,
    said,
    mails: new Map(mails.map(({ inboxId, key, ...found }) => [`${inboxId} ${key}`, found])),
  }
}

const prepare = async (
  tx: Tx,
  { terms, store, known }: { terms: Terms; store: FileStore; known: Known },
  { talk, said }: WholeTalk,
): Promise<Made | Omit<IssueRow, 'id'>> => {
  const subject = talk.number ?? talk.subject ?? talk.id
  const issue = (code: IssueRow['code'], detail: string): Omit<IssueRow, 'id'> => ({
    code,
    place: '',
    subject,
    detail,
  })
  if (terms.people.isErased(talk.person)) return issue('gone', '')
  const customer =
    terms.people.of(talk.person) ??
    said.map(({ author }) => terms.people.of(author.id)).find((one) => one !== undefined)
  if (!customer) return issue('no-customer', '')
  const place = { customer, inboxId: inboxOf(terms, talk.inbox), person: talk.person }
  // Somebody else's conversation is none of theirs, whichever Message-ID it names.
  const mailOf = ({ messageId }: { messageId?: string | undefined }): string | undefined => {
    const mail =
      messageId === undefined ? undefined : known.mails.get(`${place.inboxId} ${messageId.slice(0, 1000)}`)
    return mail?.customerId === customer.id ? mail.conversationId : undefined
  }
  const before = known.talks.get(keyOf(terms.row, 'talk', talk.id))
  const id = before?.targetId ?? said.map(mailOf).find((one) => one !== undefined)
  const messages: Made['messages'] = []
  let after = 0
  for (const one of said) {
    const key = saidKey(terms.row, talk.id, one)
    if (known.said.has(key) || (id !== undefined && mailOf(one) === id)) continue
    if (one.text === undefined && one.html === undefined && !one.files?.length) continue
    const message = toMessage(one, place, terms, await keepFiles(tx, store, one), after)
    after = Math.max(after, message.at.getTime()) + 1
    messages.push({ key, message })
  }
  if (id === undefined && messages.length === 0) return issue('nothing-said', '')
  const version = before?.created ? before.version : null
  return { talk, said: [...said], place, messages, ...(id === undefined ? {} : { target: { id, version } }) }
}

/** What a conversation means for its customer's own row, once for all of them. */
const keepContacts = async (tx: Tx, made: readonly HistoricConversation[]): Promise<void> => {
  if (made.length === 0) return
  await Promise.all([
    addConversationCounts(
      tx,
      made.map(({ customerId }) => customerId),
    ),
    linkInboxes(tx, made),
    noteLastSeen(
      tx,
      made.flatMap(({ customerId, messages }) => {
        const at = messages.findLast(({ kind }) => kind === 'inbound')?.at
        return at ? [{ customerId, at }] : []
      }),
    ),
  ])
}

const rowsOf = (
  { row }: Terms,
  { talk, messages }: Made,
  targetId: string,
  created: boolean,
): ImportedRow[] => [
  {
    kind: 'talk',
    key: keyOf(row, 'talk', talk.id),
    targetId,
    created,
    version: created ? 1 : null,
  },
  ...messages.map(({ key, message }) => ({
    kind: 'said' as const,
    key,
    targetId: message.id,
    created: true,
    version: null,
  })),
]

const missingFiles = (made: readonly Made[]): Omit<IssueRow, 'id'>[] =>
  made.flatMap(({ talk, messages }) =>
    messages.flatMap(({ message }) =>
      (message.files ?? []).flatMap(({ name, problem }): Omit<IssueRow, 'id'>[] =>
        problem === null
          ? []
          : [
              {
                code: problem.startsWith('too-large') ? 'file-too-large' : 'file-missing',
                place: '',
                subject: talk.number ?? talk.subject ?? talk.id,
                detail: name,
              },
            ],
      ),
    ),
  )
