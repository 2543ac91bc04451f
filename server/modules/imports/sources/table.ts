import { createHash } from 'node:crypto'
import type { ColumnField } from '../contract-mapping.ts'
import { isNumber, personOfAddress, type Item, type Person, type Said } from '../neutral.ts'
import type { CsvRow } from '../reading/csv-records.ts'
import { addressesIn, texts } from './json.ts'
import { readMoment } from './read-moment.ts'
import { Unfit } from './source.ts'

/** How a table is to be understood. */
export interface Table {
  header: readonly string[]
  columns: readonly (ColumnField | null)[]
  rows: 'messages' | 'customers'
  timeZone: string
}

const OUT =
  /^(out(bound|going)?|agent|sent|reply|operator|staff|送信|返信|回答|対応|担当者?|オペレーター|スタッフ)$/i
const NOTE = /^(note|internal|private|memo|comment|メモ|社内メモ|内部メモ|ノート)$/i

/** Suggests what stands in columns, by their headings in both languages; each thing once. */
export const suggestColumns = (header: readonly string[]): (ColumnField | null)[] => {
  const taken = new Set<ColumnField>()
  return header.map((heading) => {
    const word = heading
      .normalize('NFKC')
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
    const found = HEADINGS.find(
      ([field, pattern]) => pattern.test(word) && (field === 'attribute' || !taken.has(field)),
    )
    if (!found) return null
    taken.add(found[0])
    return found[0]
  })
}

const HEADINGS: readonly (readonly [ColumnField, RegExp])[] = [
  ['messageId', /^message ?-?id$|^メッセージ ?id$/],
  [
    'id',
    /^((ticket|conversation|case|thread|request|issue|チケット|問い?合わ?せ|会話|案件|受付)?( ?(id|no\.?|number|#|番号))|ticket|#)$/,
  ],
  ['subject', /^(subject|title|topic|件名|題名|タイトル|表題)$/],
  ['text', /^(body|text|message|description|content|comment|内容|本文|メッセージ|お?問い?合わ?せ内容|詳細)$/],
  [
    'resolvedAt',
    /(resolved|solved|closed|completed).*(at|date|on|time)?$|^(解決|完了|クローズ|対応完了)(日時?|日)?$/,
  ],
  [
    'at',
    /^(created|received|sent|opened|date|time|timestamp|posted)( ?(at|on|date|time))?$|^(作成|受信|受付|送信|登録|投稿)?日時?$|^日付$/,
  ],
  ['direction', /^(direction|type|kind|sender type|from ?type|種別|方向|送受信|区分)$/],
  ['agent', /^(agent|assignee|operator|staff|handled by|担当者?|対応者|オペレーター)( name|名)?$/],
  ['mail', /(e-?mail|mail address|メール(アドレス)?)/],
  ['phone', /(phone|tel|mobile|電話|携帯)/],
  ['kana', /(kana|furigana|フリガナ|ふりがな|カナ|かな)/],
  [
    'name',
    /^((customer|contact|requester|client|full|from|user)?( ?name)|customer|requester|contact|(お?客様?|顧客|氏)?名前?|お名前|氏名|依頼者)$/,
  ],
  ['language', /^(language|locale|言語)$/],
  ['status', /^(status|state|ステータス|状態|状況)$/],
  ['priority', /^(priority|urgency|優先度|重要度)$/],
  ['tags', /^(tags?|labels?|category|タグ|ラベル|カテゴリー?|分類)$/],
  ['team', /^(team|group|department|チーム|グループ|部署)$/],
]

/** An id of what a row says: rows move, and another table has another row in the same place. */
const idOf = (...says: (string | undefined)[]): string =>
  createHash('sha256').update(JSON.stringify(says)).digest('hex').slice(0, 32)

/** What a row says: a message with its conversation and its customer, or a customer. */
export const rowItems = (row: CsvRow, table: Table): Item[] => {
  const cells = new Map<ColumnField, string>()
  const attributes: Record<string, string> = {}
  row.cells.forEach((cell, at) => {
    const field = table.columns[at]
    const value = cell.trim()
    if (!field || value === '') return
    if (field === 'attribute')
      attributes[(table.header[at] ?? `column ${at + 1}`).slice(0, 60)] = value.slice(0, 1000)
    else cells.set(field, value)
  })
  const subject = `row ${row.number}`
  const person = personOf(row, cells, attributes, table)
  if (table.rows === 'customers') {
    if (!person) throw new Unfit('no-customer', subject, '')
    return [{ kind: 'person', item: person }]
  }
  return [
    ...(person ? [{ kind: 'person' as const, item: person }] : []),
    ...message(row, cells, person, table),
  ]
}

const personOf = (
  row: CsvRow,
  cells: ReadonlyMap<ColumnField, string>,
  attributes: Record<string, string>,
  { rows, timeZone }: Table,
): Person | undefined => {
  const emails = addressesIn(cells.get('mail'))
  const phones = texts(cells.get('phone')).filter(isNumber)
  const name = cells.get('name')
  const [email] = emails
  const [phone] = phones
  const id = email
    ? personOfAddress(email)
    : phone
      ? `tel:${phone}`
      : name
        ? `name:${idOf(...namedBy(row, cells, rows))}`
        : undefined
  if (id === undefined) return undefined
  const createdAt = readMoment(cells.get('at') ?? '', timeZone)
  return {
    id,
    name,
    kana: cells.get('kana'),
    emails,
    phones,
    language: cells.get('language'),
    attributes,
    createdAt,
  }
}

/** What tells somebody of whom there is only a name from others of that name. */
const namedBy = (
  row: CsvRow,
  cells: ReadonlyMap<ColumnField, string>,
  rows: Table['rows'],
): readonly (string | undefined)[] => {
  if (cells.has('id')) return [cells.get('id'), cells.get('name')]
  return rows === 'customers' ? row.cells : [cells.get('name'), cells.get('at'), cells.get('text')]
}

const message = (
  row: CsvRow,
  cells: ReadonlyMap<ColumnField, string>,
  person: Person | undefined,
  { timeZone }: Table,
): Item[] => {
  const at = readMoment(cells.get('at') ?? '', timeZone)
  if (at === undefined) throw new Unfit('no-date', `row ${row.number}`, cells.get('at') ?? '')
  const direction = cells.get('direction')?.normalize('NFKC') ?? ''
  const kind = NOTE.test(direction) ? 'note' : OUT.test(direction) ? 'outbound' : 'inbound'
  const agentName = cells.get('agent')
  const agent = agentName === undefined ? undefined : `agent:${agentName}`
  const words = cells.get('text')
  const talk = cells.get('id') ?? `row:${idOf(person?.id, at, kind, cells.get('subject'), words)}`
  const said: Said = {
    id: idOf(talk, at, kind, words),
    kind,
    author: { id: kind === 'inbound' ? person?.id : agent },
    text: words,
    subject: cells.get('subject'),
    at,
    messageId: cells.get('messageId')?.replace(/^<|>$/g, ''),
  }
  return [
    ...(agent && agentName
      ? [{ kind: 'agent' as const, item: { id: agent, name: agentName, email: addressesIn(agentName)[0] } }]
      : []),
    ...(words === undefined ? [] : [{ kind: 'said' as const, talk, item: said }]),
    {
      kind: 'talk',
      item: {
        id: talk,
        number: cells.get('id'),
        subject: cells.get('subject'),
        status: cells.get('status'),
        priority: cells.get('priority'),
        tags: texts(cells.get('tags')?.replaceAll('、', ',')),
        person: person?.id,
        assignee: agent,
        team: cells.get('team'),
        openedAt: at,
        resolvedAt: readMoment(cells.get('resolvedAt') ?? '', timeZone),
      },
    },
  ]
}
