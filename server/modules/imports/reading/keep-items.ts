import type { Tx } from '../../../kernel/db/index.ts'
import type { Item } from '../neutral.ts'
import { putItems, type ItemRow } from '../queries/items.ts'
import { addValues, type ValueKind, type ValueRow } from '../queries/report.ts'

/** Ids are kept as they are; longer ones belong to nothing that a help desk gives. */
const LONGEST_ID = 500

/** Keeps what was read, and counts the words of the source that people will translate. */
export const keepItems = async (tx: Tx, importId: string, items: readonly Item[]): Promise<void> => {
  const rows = new Map<string, ItemRow>()
  for (const item of items) {
    const row = toRow(tx.now, item)
    rows.set(`${row.kind} ${row.id}`, row)
  }
  await Promise.all([putItems(tx, importId, [...rows.values()]), addValues(tx, importId, wordsOf(items))])
}

const toRow = (now: Date, one: Item): ItemRow => {
  const id = tidyId(one.kind === 'said' ? `${one.talk}\n${one.item.id}` : one.item.id)
  const blank = { kind: one.kind, id, parentId: null, raw: null, data: stored(one.item) }
  switch (one.kind) {
    case 'talk':
      return { ...blank, at: new Date(one.item.openedAt) }
    case 'said':
      return {
        ...blank,
        // A mail is found by its own id: others say that they answer it.
        id: one.raw !== undefined || one.item.answers !== undefined ? tidyId(one.item.id) : id,
        parentId: tidyId(one.talk),
        at: new Date(one.item.at),
        raw: one.raw ?? null,
      }
    case 'person':
      return { ...blank, at: new Date(one.item.createdAt ?? now) }
    default:
      return { ...blank, at: now }
  }
}

const tidyId = (id: string): string => tidy(id).slice(0, LONGEST_ID)

const tidy = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** As JSON that PostgreSQL can keep: no NUL characters, no halves of characters. */
const stored = (item: object): string => {
  const text = JSON.stringify(item)
  return /\\u(?:0000|d[89a-f])/i.test(text)
    ? JSON.stringify(item, (_key, value: unknown) => (typeof value === 'string' ? tidy(value) : value))
    : text
}

/** Words of talks with how often they stand there; agents and teams with what they are called. */
const wordsOf = (items: readonly Item[]): ValueRow[] => {
  const words = new Map<string, ValueRow>()
  const add = (
    kind: ValueKind,
    given: string | undefined,
    count = 1,
    label = '',
    detail: string | null = null,
  ): void => {
    if (given === undefined || given === '') return
    const value = tidy(given).slice(0, 300)
    const row = words.get(`${kind} ${value}`) ?? { kind, value, label: '', detail: null, count: 0 }
    row.count += count
    if (label !== '') row.label = tidy(label).slice(0, 300)
    row.detail = detail === null ? row.detail : tidy(detail).slice(0, 300)
    words.set(`${kind} ${value}`, row)
  }
  for (const { kind, item } of items) {
    if (kind === 'agent') add('agent', item.id, 0, item.name, item.email ?? null)
    if (kind === 'team') add('team', item.id, 0, item.name)
    if (kind === 'person') for (const key of Object.keys(item.attributes ?? {})) add('attribute', key)
    if (kind !== 'talk') continue
    add('status', item.status)
    add('priority', item.priority)
    add('inbox', item.inbox)
    add('team', item.team)
    add('agent', item.assignee)
    for (const tag of item.tags ?? []) add('tag', tag)
  }
  // One order everywhere: two transactions wait for each other once, not in a circle.
  return [...words.values()].toSorted((a, b) => (`${a.kind} ${a.value}` < `${b.kind} ${b.value}` ? -1 : 1))
}
