import type { Tx } from '../../../kernel/db/index.ts'
import {
  addHistory,
  extendHistory,
  keyedMessages,
  type HistoricConversation,
} from '../../conversations/index.ts'
import { addConversationCounts, linkInboxes, noteLastSeen } from '../../customers/index.ts'
import { indexHistory } from '../../desk/index.ts'
import { measure } from '../../reports/index.ts'
import { keyOf, saidKey } from '../keys.ts'
import { importedByKeys, putImported, raiseVersions, type ImportedRow } from '../queries/imported.ts'
import type { Counts } from '../queries/imports.ts'
import { insertIssues, type IssueRow } from '../queries/report.ts'
import { keepFiles, type FileStore } from './keep-files.ts'
import type { WholeTalk } from './part-thread.ts'
import { termsOf, type House, type Terms } from './terms.ts'
import { toConversation, toMessage, type MadeMessage, type TalkPlace } from './to-history.ts'

/** A talk that is made now: with what is new of it. */
interface Made extends WholeTalk {
  place: TalkPlace
  messages: { message: MadeMessage; key: string }[]
  /** The conversation that it is already. */
  target?: string
}

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
  const terms = await termsOf(tx, house, talks)
  const issues: Omit<IssueRow, 'id'>[] = []
  const known = await knownOf(tx, terms, talks)
  const made: Made[] = []
  for (const one of talks) {
    const ready = await prepare(tx, { terms, store, known }, one)
    if ('code' in ready) issues.push(ready)
    else if (ready.messages.length > 0) made.push(ready)
  }
  const fresh = made.filter(({ target }) => target === undefined)
  const added = made.filter(({ target }) => target !== undefined)
  const conversations = fresh.map((one) => ({
    ...toConversation(
      one.talk,
      one.place,
      one.messages.map(({ message }) => message),
      terms,
    ),
    made: one,
  }))
  await addHistory(
    tx,
    conversations.map(({ made: _, ...conversation }) => conversation),
  )
  await keepContacts(tx, conversations)
  const taken = await extend(tx, added, issues)
  await putImported(tx, terms.row.id, [
    ...conversations.flatMap(({ id, made: one }) => rowsOf(terms, one, id, true)),
    ...added
      .filter(({ target }) => taken.has(target as string))
      .flatMap((one) => rowsOf(terms, one, one.target as string, false)),
  ])
  const ids = [...conversations.map(({ id }) => id), ...taken]
  const messageIds = made
    .filter(({ target }) => target === undefined || taken.has(target))
    .flatMap(({ messages }) => messages.map(({ message }) => message.id))
  await indexHistory(tx, { conversationIds: conversations.map(({ id }) => id), messageIds })
  if (ids.length > 0) await measure(tx, ids)
  await insertIssues(tx, terms.row.id, [...issues, ...missingFiles(made)])
  return {
    conversations: conversations.length,
    conversationsExtended: taken.size,
    messagesMade: messageIds.length,
  }
}

/** What is there already of these talks: conversations, and messages by their own key or their Message-ID. */
interface Known {
  talks: Map<string, ImportedRow>
  said: Map<string, ImportedRow>
  /** By inbox and Message-ID: in which conversation. */
  mails: Map<string, string>
}

const inboxOf = ({ row }: House, inbox: string | undefined): string =>
  (inbox === undefined ? undefined : row.mapping.inboxes[inbox]) ?? row.inboxId

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
      talks.flatMap(({ talk, said: all }) =>
        all.flatMap(({ messageId }) =>
          messageId === undefined
            ? []
            : [{ inboxId: inboxOf({ row, ...house }, talk.inbox), key: messageId.slice(0, 1000) }],
        ),
      ),
    ),
  ])
  return {
    talks: known,
    said,
    mails: new Map(mails.map(({ inboxId, key, conversationId }) => [`${inboxId} ${key}`, conversationId])),
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
  const place = { customer, inboxId: inboxOf(terms, talk.inbox) }
  const mailOf = ({ messageId }: { messageId?: string | undefined }): string | undefined =>
    messageId === undefined ? undefined : known.mails.get(`${place.inboxId} ${messageId.slice(0, 1000)}`)
  const target =
    known.talks.get(keyOf(terms.row, 'talk', talk.id))?.targetId ??
    said.map(mailOf).find((one) => one !== undefined)
  const messages: Made['messages'] = []
  let after = 0
  for (const one of said) {
    const key = saidKey(terms.row, talk.id, one)
    if (known.said.has(key) || mailOf(one) !== undefined) continue
    if (one.text === undefined && one.html === undefined && !one.files?.length) continue
    const message = toMessage(one, place, terms, await keepFiles(tx, store, one), after)
    after = Math.max(after, message.at.getTime()) + 1
    messages.push({ key, message })
  }
  if (target === undefined && messages.length === 0) return issue('nothing-said', '')
  return { talk, said: [...said], place, messages, ...(target === undefined ? {} : { target }) }
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

/** Adds to conversations; those of which nothing takes anything in any more are told. Gives which took something. */
const extend = async (
  tx: Tx,
  added: readonly Made[],
  issues: Omit<IssueRow, 'id'>[],
): Promise<Set<string>> => {
  const taken = new Set(
    (
      await extendHistory(
        tx,
        added.map(({ target, messages, talk }) => ({
          conversationId: target as string,
          messages: messages.map(({ message }) => message),
          keys: talk.keys ?? [],
        })),
      )
    ).map(({ conversationId }) => conversationId),
  )
  await raiseVersions(tx, [...taken])
  for (const { talk, target, messages } of added)
    if (!taken.has(target as string))
      issues.push({
        code: 'gone',
        place: '',
        subject: talk.number ?? talk.subject ?? talk.id,
        detail: String(messages.length),
      })
  return taken
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
