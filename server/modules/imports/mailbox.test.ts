import { describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import { importDesk } from './fixtures/import-desk.ts'
import { inJis, mail, mbox, withFiles } from './fixtures/mailbox.ts'

const desk = await importDesk()
const US = 'Shop <support@shop.example>'
const HANAKO = '"Yamada Hanako" <hanako@mail.example>'

const asked = mail({
  from: HANAKO,
  to: US,
  id: 'q1@mail.example',
  date: 'Tue, 05 Mar 2024 09:00:00 +0900',
  subject: 'Where is it?',
})
const answered = mail({
  from: US,
  to: HANAKO,
  id: 'a1@old.example',
  date: 'Tue, 05 Mar 2024 10:00:00 +0900',
  subject: 'Re: Where is it?',
  headers: { 'In-Reply-To': '<q1@mail.example>', References: '<q1@mail.example>' },
})
const thanked = mail({
  from: HANAKO,
  to: US,
  id: 'q2@mail.example',
  date: 'Tue, 05 Mar 2024 11:00:00 +0900',
  subject: 'Re: Where is it?',
  headers: { 'In-Reply-To': '<a1@old.example>' },
  body: 'Thank you.\r\n\r\nFrom here on all is well.\r\n>From there, too.',
})

describe('a mailbox', () => {
  it.each(['\r\n', '\n'] as const)('becomes conversations, whatever order it has (%j)', async (newline) => {
    const inboxId = await desk.inboxOf('email', `order${newline.length}@shop.example`)
    const row = await desk.read('mbox', mbox([thanked, answered, asked], newline), { inboxId })
    expect(row).toMatchObject({ state: 'ready', counts: { talks: 1, messages: 3, people: 1 } })
    expect((await desk.make(row.id)).counts).toMatchObject({ conversations: 1, messagesMade: 3 })
    const conversation = (await desk.conversations()).at(-1)
    expect(conversation).toMatchObject({
      subject: 'Where is it?',
      status: 'resolved',
      customer: 'Yamada Hanako',
      messages: 3,
    })
    expect(conversation?.openedAt.toISOString()).toBe('2024-03-05T00:00:00.000Z')
    const said = await desk.said(conversation?.id ?? '')
    expect(said.map(({ kind, key }) => [kind, key])).toEqual([
      ['inbound', 'q1@mail.example'],
      ['outbound', 'a1@old.example'],
      ['inbound', 'q2@mail.example'],
    ])
    expect(said[2]?.text.replaceAll('\r', '').trimEnd()).toBe(
      'Thank you.\n\nFrom here on all is well.\n>From there, too.',
    )
  })

  it('keeps apart who answered one mass mail', async () => {
    const inboxId = await desk.inboxOf('email', 'mass@shop.example')
    const answer = (name: string) =>
      mail({
        from: `${name}@mail.example`,
        to: US,
        id: `${name}@answers.example`,
        date: 'Wed, 06 Mar 2024 09:00:00 +0900',
        headers: { 'In-Reply-To': '<mass@shop.example>' },
      })
    const mass = mail({
      from: US,
      to: 'one@mail.example',
      id: 'mass@shop.example',
      date: 'Tue, 05 Mar 2024 09:00:00 +0900',
    })
    const row = await desk.read('mbox', mbox([mass, answer('one'), answer('two')]), { inboxId })
    expect((await desk.make(row.id)).counts).toMatchObject({ conversations: 2, messagesMade: 3 })
    expect(
      (await desk.conversations()).slice(-2).map(({ customer, messages }) => [customer, messages]),
    ).toEqual([
      ['one', 2],
      ['two', 1],
    ])
  })

  it('brings charsets, files and pictures along, and leaves out what nobody wants', async () => {
    const inboxId = await desk.inboxOf('email', 'files@shop.example')
    const date = 'Thu, 07 Mar 2024 09:00:00 +0900'
    const file = mbox([
      mail({ from: 'jis@mail.example', to: US, id: 'jis@x', date, ...inJis('返品したいです。') }),
      mail({ from: 'files@mail.example', to: US, id: 'files@x', date, ...withFiles() }),
      mail({
        from: 'spam@mail.example',
        to: US,
        id: 'spam@x',
        date,
        headers: { 'X-Gmail-Labels': 'Spam,Unread' },
      }),
      mail({
        from: 'trash@mail.example',
        to: US,
        id: 'trash@x',
        date,
        headers: { 'X-Gmail-Labels': `=?UTF-8?B?${Buffer.from('ゴミ箱').toString('base64')}?=` },
      }),
      Buffer.from('not: a mail\r\nat all'),
    ])
    const row = await desk.read('mbox', file, { inboxId })
    expect(row.counts).toMatchObject({ talks: 2, messages: 2, files: 2 })
    await desk.make(row.id)
    expect((await desk.issues(row.id)).map(({ code }) => code)).toEqual([
      'unwanted',
      'unwanted',
      expect.any(String),
    ])
    const [first, second] = (await desk.conversations()).slice(-2)
    const texts = [...(await desk.said(first?.id ?? '')), ...(await desk.said(second?.id ?? ''))]
    expect(texts.map(({ text }) => text.trim())).toContain('返品したいです。')
    const files = await desk.db.many<{
      name: string
      inline: boolean
      size: number
      problem: string | null
    }>(sql`
      select a.name, a.inline, a.size, a.problem from attachments a
      where a.workspace_id = ${desk.db.workspaceId} and a.file_id is not null order by a.name`)
    expect(files).toEqual([
      expect.objectContaining({ name: 'dot.png', inline: true, problem: null }),
      expect.objectContaining({ name: 'receipt.txt', inline: false, problem: null }),
    ])
  })

  it('of later adds to the same conversations, and doubles none of what came by mail since', async () => {
    const inboxId = await desk.inboxOf('email', 'later@shop.example')
    const first = await desk.read('mbox', mbox([asked]), { inboxId })
    await desk.make(first.id)
    const later = await desk.read('mbox', mbox([asked, answered, thanked]), { inboxId })
    expect(later.counts).toMatchObject({ messages: 3, messagesFound: 1 })
    expect((await desk.make(later.id)).counts).toMatchObject({
      conversations: 0,
      conversationsExtended: 1,
      messagesMade: 2,
    })
    expect((await desk.conversations()).at(-1)).toMatchObject({ messages: 3 })
  })
})
