import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { importDesk } from './fixtures/import-desk.ts'
import type { ImportOptions } from './contract-mapping.ts'

const desk = await importDesk()

const columns: ImportOptions = {
  rows: 'messages',
  columns: ['id', 'at', 'direction', 'name', 'mail', 'subject', 'text', 'status', 'agent'],
}
const table = [
  'チケット番号,日時,種別,お名前,メールアドレス,件名,本文,ステータス,担当者',
  'A-1,2024年3月5日 9:30,受信,山田 花子,hanako@mail.example,届きません,"「品番①」が\r\nまだ届きません",完了,',
  'A-1,2024年3月5日 13:10,返信,山田 花子,hanako@mail.example,Re: 届きません,本日発送しました,完了,佐藤 健',
  'A-1,2024/3/5 13:20,メモ,山田 花子,hanako@mail.example,,倉庫に確認済み,完了,佐藤 健',
  'A-2,2024-03-06 10:00:00,受信,髙橋 健,ken@mail.example,返品,返品したいです,未対応,',
  'A-3,きのう,受信,だれか,who@mail.example,日付なし,日付が読めません,完了,',
].join('\r\n')

describe('a table', () => {
  it.each(['utf8', 'Shift_JIS', 'EUC-JP', 'utf16le'])('in %s becomes conversations', async (encoding) => {
    const account = `table in ${encoding}`
    const row = await desk.read(
      'csv',
      iconv.encode(table, encoding, { addBOM: encoding === 'utf16le' }),
      { account },
      columns,
    )
    expect(row).toMatchObject({ state: 'ready', counts: { talks: 2, messages: 4, people: 2 } })
    const done = await desk.make(row.id)
    expect(done).toMatchObject({
      state: 'done',
      failure: null,
      counts: { conversations: 2, messagesMade: 4 },
    })
    const [first, second] = (await desk.conversations()).slice(-2)
    expect(first).toMatchObject({
      subject: '届きません',
      status: 'resolved',
      customer: '山田 花子',
      messages: 3,
    })
    expect(first?.openedAt.toISOString()).toBe('2024-03-05T00:30:00.000Z')
    expect(second).toMatchObject({ subject: '返品', status: 'open', customer: '髙橋 健' })
    expect(second?.waitingSince?.toISOString()).toBe('2024-03-06T01:00:00.000Z')
    expect(await desk.said(first?.id ?? '')).toMatchObject([
      { kind: 'inbound', author: '山田 花子', text: '「品番①」が\r\nまだ届きません' },
      { kind: 'outbound', author: '佐藤 健', text: '本日発送しました' },
      { kind: 'note', author: '佐藤 健', text: '倉庫に確認済み' },
    ])
    expect(await desk.issues(row.id)).toMatchObject([
      {
        code: 'no-date',
        place: 'export.csv #6',
        subject: 'row 6',
        detail: expect.stringContaining('きのう'),
      },
    ])
  })

  it('brings nothing twice, adds what is new, and leaves nothing of its file behind', async () => {
    const account = 'twice'
    const first = await desk.read('csv', table, { account }, columns)
    await desk.make(first.id)
    const before = await desk.conversations()
    const again = await desk.read('csv', table, { account }, columns)
    expect(again.counts).toMatchObject({ talks: 2, talksFound: 2, messagesFound: 4, peopleFound: 2 })
    expect((await desk.make(again.id)).counts).toMatchObject({ conversations: 0, messagesMade: 0 })
    expect(await desk.conversations()).toEqual(before)
    const more = `${table}\r\nA-2,2024-03-07 08:00,返信,髙橋 健,ken@mail.example,Re: 返品,承りました,未対応,佐藤 健`
    const third = await desk.read('csv', more, { account }, columns)
    expect((await desk.make(third.id)).counts).toMatchObject({ conversationsExtended: 1, messagesMade: 1 })
    const extended = (await desk.conversations()).at(-1)
    expect(extended).toMatchObject({ subject: '返品', messages: 2, waitingSince: null })
    expect([await desk.count('import_items'), await desk.count('import_pieces')]).toEqual([0, 0])
  })

  it('tells no room, sends nothing, and is measured at its own time', async () => {
    const before = [await desk.count('events'), await desk.count('deliveries')]
    const facts = await desk.count('facts')
    const row = await desk.read('csv', table, { account: 'quiet' }, columns)
    await desk.make(row.id)
    expect([await desk.count('events'), await desk.count('deliveries')]).toEqual(before)
    expect(await desk.count('facts')).toBeGreaterThan(facts)
  })

  it('of customers fills in what is not known and takes nothing from anybody', async () => {
    const people =
      'name,email,phone,会員ランク\nYamada Hanako,hanako@mail.example,03-1234-5678,ゴールド\nNew One,new@mail.example,,'
    const customers: ImportOptions = { rows: 'customers', columns: ['name', 'mail', 'phone', 'attribute'] }
    const row = await desk.read('csv', people, { account: 'people' }, customers)
    expect(row.counts).toMatchObject({ people: 2, peopleFound: 1 })
    const before = await desk.count('customers')
    expect((await desk.make(row.id)).counts).toMatchObject({ customers: 1, customersFound: 1 })
    expect(await desk.count('customers')).toBe(before + 1)
  })
})

describe('undoing', () => {
  it('takes back what nobody touched, and says what stays', async () => {
    const before = [await desk.conversations(), await desk.count('customers')]
    const fresh = table.replaceAll('hanako@', 'undo1@').replaceAll('ken@', 'undo2@')
    const row = await desk.read('csv', fresh, { account: 'undo' }, columns)
    await desk.make(row.id)
    expect(await desk.undo(row.id)).toMatchObject({
      state: 'undone',
      counts: { conversationsTaken: 2, customersTaken: 2 },
    })
    expect([await desk.conversations(), await desk.count('customers')]).toEqual(before)
    // Nothing of it is known: it can be brought in again.
    const again = await desk.read('csv', fresh, { account: 'undo' }, columns)
    expect((await desk.make(again.id)).counts).toMatchObject({
      conversations: 2,
      messagesMade: 4,
      customers: 2,
    })
  })
})
