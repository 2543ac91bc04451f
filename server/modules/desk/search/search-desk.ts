import { demand, may, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { sightOf } from '../../../kernel/sight.ts'
import { toConversation } from '../../conversations/index.ts'
import { listCustomers } from '../../customers/index.ts'
import type { Hit } from '../contract.ts'
import { readCursor, writeCursor, type Place } from '../cursor.ts'
import { LAST_ID } from '../../../kernel/ids.ts'
import { hitRows, type Found, type HitRow } from '../queries/search.ts'
import { conversationText, LONGEST } from './documents.ts'
import { findDocuments } from './find-documents.ts'
import { readQuery, tsqueryOf, type Wanted } from './read-query.ts'
import { hasMark, makeSnippet } from './snippet.ts'
import { customerToken, inboxToken } from './tokens.ts'

const CUSTOMERS = 5

/** What to look for, and where. */
export interface SearchInput {
  q: string
  inboxId?: string | undefined
  customerId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** What was found. */
export interface SearchResult {
  items: Hit[]
  customers: { id: string; name: string; detail: string }[]
  next: string | null
}

/** Finds words in messages, subjects and customers, in the caller's sight, newest first. */
export const searchDesk = async (db: Db, caller: Caller, input: SearchInput): Promise<SearchResult> => {
  demand(caller, 'conversations.read')
  const place = readCursor('s', input.cursor)
  const wanted = readQuery(input.q)
  const inboxIds = sightOf(caller, input.inboxId)
  const [found, customers] = await Promise.all([
    wanted && inboxIds?.length !== 0 ? find(db, wanted, inboxIds, input, place) : [],
    place || input.customerId ? [] : findCustomers(db, caller, input.q),
  ])
  const shown = found.slice(0, input.limit)
  const last = shown.at(-1)
  const rows = shown.length > 0 ? await hitRows(db, shown, inboxIds, LONGEST) : []
  return {
    items: rows.map((row) => toHit(row, wanted?.marks ?? [])),
    customers,
    next: last && found.length > input.limit ? writeCursor('s', last) : null,
  }
}

const find = (
  db: Db,
  wanted: Wanted,
  inboxIds: string[] | null,
  { customerId, from, to, limit }: SearchInput,
  place: Place | undefined,
): Promise<Found[]> => {
  const tokens = [...wanted.tokens, ...(customerId === undefined ? [] : [[[customerToken(customerId)]]])]
  const anyInbox = inboxIds?.map((id) => `'${inboxToken(id)}'`).join(' | ')
  const scope = {
    tsqueries: [...tokens.map(tsqueryOf), ...(anyInbox ? [anyInbox] : [])],
    patterns: wanted.patterns,
    expressions: wanted.expressions,
    inboxIds,
    customerId: customerId ?? null,
    from: from ?? null,
  }
  const start: Place = { at: to ?? 'infinity', id: LAST_ID }
  return findDocuments(db, scope, place ?? start, limit + 1)
}

const findCustomers = async (db: Db, caller: Caller, q: string): Promise<SearchResult['customers']> => {
  if (!may(caller, 'customers.read')) return []
  const { items } = await listCustomers(db, caller, { q, limit: CUSTOMERS })
  return items.map(({ id, name, email, phone, kana }) => ({ id, name, detail: email ?? phone ?? kana ?? '' }))
}

const toHit = (row: HitRow, marks: readonly RegExp[]): Hit => {
  const { hitId, placeAt, text, messageId, fileName } = row
  return {
    conversation: toConversation(row),
    messageId,
    file: fileName === null ? null : { id: hitId, name: fileName },
    at: new Date(placeAt).toISOString(),
    snippet:
      fileName === null
        ? makeSnippet(text ?? conversationText({ ...row, ...row.own }), marks)
        : fileSnippet(fileName, text ?? '', marks),
  }
}

/** Of a file its text where that has a match, and its name otherwise. */
const fileSnippet = (name: string, text: string, marks: readonly RegExp[]): string => {
  const inside = makeSnippet(text, marks)
  return hasMark(inside) ? inside : makeSnippet(name, marks)
}
