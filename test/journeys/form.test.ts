import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTransport } from 'nodemailer'
import type { ParsedMail } from 'mailparser'
import { testApp, type Client, type TestApp } from '../harness/app.ts'
import { findChromium } from '../harness/chromium.ts'
import { startMailServer, type MailServer } from '../mailserver/index.ts'
import { readMailbox } from '../mailserver/read-mailbox.ts'

const found = findChromium()
const started = await startMailServer()
const within = { timeout: 25_000, interval: 200 }

const DESK = 'support@shop.example'
const HANAKO = 'hanako@customer.example'

interface Row {
  id: string
  number: number
  inboxId: string
  subject: string
  preview: string
  status: string
  lastDirection: string
  waitingSince: string | null
}
interface Message {
  id: string
  kind: string
  text: string
  automatic: boolean
  receipt: string | null
  receiptReason: { en: string; ja: string } | null
}

describe.skipIf('skipped' in started || !found.path)('a form, answered by mail', () => {
  const server = started as MailServer
  let test: TestApp
  let browser: Browser
  let agent: Client & { id: string }
  let form: { id: string; token: string }
  let mail: { id: string; token: string }

  const mailSettings = {
    address: DESK,
    displayName: 'つむぎ草堂',
    authority: server?.authority,
    receive: {
      how: 'imap',
      host: 'localhost',
      port: server?.imap?.tls,
      security: 'tls',
      user: DESK,
      pollSeconds: 10,
      sentFolder: 'Sent',
    },
    smtp: { host: 'localhost', port: server?.smtp?.starttls, security: 'starttls', user: DESK },
  }

  beforeAll(async () => {
    test = await testApp()
    await test.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const team = await test.team('お客様相談')
    agent = await test.person('agent', [team])
    form = await test.inbox('form', { teamIds: [team], settings: { protection: { minimumSeconds: 0 } } })
  })

  afterAll(async () => {
    await browser?.close()
    await test?.close()
    await server.stop()
  })

  const fillIn = async (email: string, message: string): Promise<string> => {
    const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(`${test.url}/channels/form/${form.token}`)
    await page.getByLabel('お名前').fill('山田 花子')
    await page.getByLabel('メールアドレス').fill(email)
    await page.getByLabel('お問い合わせの種類').selectOption('return')
    await page.getByLabel('お問い合わせ内容').fill(message)
    await page.getByRole('button', { name: '送信する' }).click()
    const code = await page.locator('#card [data-code]').innerText()
    await context.close()
    await test.settled()
    return code
  }
  const rowWith = async (words: string): Promise<Row> => {
    const { items } = await agent.ok<{ items: Row[] }>('GET', '/api/conversations?limit=200')
    const row = items.find(({ preview }) => preview.includes(words))
    if (!row) throw new Error(`nobody wrote ${words}`)
    return row
  }
  const messagesOf = async (id: string): Promise<Message[]> =>
    (await agent.ok<{ messages: Message[] }>('GET', `/api/conversations/${id}/messages`)).messages
  const mailsTo = (address: string): Promise<ParsedMail[]> => readMailbox(server, address)
  const fromCustomer = (mailed: {
    subject: string
    text: string
    inReplyTo: string | undefined
    headers?: Record<string, string>
  }) =>
    createTransport({ host: server.host, port: server.smtp.plain, ignoreTLS: true }).sendMail({
      from: `山田 花子 <${HANAKO}>`,
      to: DESK,
      references: mailed.inReplyTo,
      ...mailed,
    })

  let row: Row

  it('keeps answer and receipt waiting, visibly, while there is no mail inbox', async () => {
    await fillIn(HANAKO, '届いた急須が割れていました。交換できますか。')
    row = await rowWith('急須')
    await agent.ok('POST', `/api/conversations/${row.id}/replies`, {
      text: 'ご迷惑をおかけいたしました。交換品をお送りします。',
    })
    await expect
      .poll(async () => (await messagesOf(row.id)).map(({ receipt }) => receipt), within)
      .toEqual([null, 'held', 'held'])
    const unsent = await agent.ok<{ items: { reason: { ja: string } }[]; waiting: number }>(
      'GET',
      '/api/unsent',
    )
    expect(unsent.waiting).toBe(2)
    expect(unsent.items[0]?.reason.ja).toContain('メールの窓口がまだ接続されていません')
  })

  it('sends both once a mail inbox is connected: first the receipt with the reference, then the answer', async () => {
    mail = await test.inbox('email', {
      name: 'サポート',
      settings: mailSettings,
      secrets: { password: server.password },
    })
    await expect.poll(async () => (await mailsTo(HANAKO)).length, within).toBe(2)
    const [receipt, answer] = (await mailsTo(HANAKO)) as [ParsedMail, ParsedMail]
    expect(receipt.subject).toBe(`【Test shop】お問い合わせを承りました（受付番号：${row.number}）`)
    expect(receipt.text).toContain('山田 花子 様')
    expect(receipt.text).toContain(`受付番号：${row.number}`)
    expect(receipt.text).not.toContain('急須')
    expect(receipt.headers.get('auto-submitted')).toBe('auto-replied')
    expect(answer.subject).toBe('Re: 返品・交換')
    expect(answer.text).toContain('交換品をお送りします。')
    expect(answer.headers.get('auto-submitted')).toBeUndefined()
    expect([answer.references].flat()).toContain(receipt.messageId)
    await expect
      .poll(async () => (await messagesOf(row.id)).map(({ receipt: state }) => state), within)
      .toEqual([null, 'sent', 'sent'])
  })

  it('takes the customer’s mail into the thread, and does not thank for it', async () => {
    const [, answer] = (await mailsTo(HANAKO)) as [ParsedMail, ParsedMail]
    await agent.ok('PUT', `/api/conversations/${row.id}/status`, { status: 'resolved' })
    await fromCustomer({
      subject: 'Re: 返品・交換',
      text: 'ありがとうございます。楽しみにしています。',
      inReplyTo: answer.messageId,
    })
    await expect.poll(async () => (await messagesOf(row.id)).length, within).toBe(4)
    await test.settled()
    expect(await rowWith('楽しみにしています')).toMatchObject({
      id: row.id,
      inboxId: form.id,
      status: 'open',
      lastDirection: 'inbound',
    })
    await agent.ok('POST', `/api/conversations/${row.id}/replies`, {
      text: 'またのご利用をお待ちしております。',
    })
    await expect.poll(async () => (await mailsTo(HANAKO)).length, within).toBe(3)
  })

  it('lets an absence note join quietly', async () => {
    const [receipt] = (await mailsTo(HANAKO)) as [ParsedMail]
    await agent.ok('PUT', `/api/conversations/${row.id}/status`, { status: 'resolved' })
    await fromCustomer({
      subject: '不在のお知らせ',
      text: '休暇中です。',
      inReplyTo: receipt.messageId,
      headers: { 'auto-submitted': 'auto-replied' },
    })
    await expect.poll(async () => (await messagesOf(row.id)).length, within).toBe(6)
    await test.settled()
    expect(await agent.ok('GET', `/api/conversations/${row.id}`)).toMatchObject({
      status: 'resolved',
      waitingSince: null,
    })
    expect(await mailsTo(HANAKO)).toHaveLength(3)
  })

  it('shows the customer as waiting although a receipt left', async () => {
    await fillIn('taro@customer.example', '注文を取り消したいです。')
    await expect.poll(async () => (await mailsTo('taro@customer.example')).length, within).toBe(1)
    const waiting = await rowWith('取り消したい')
    expect(waiting).toMatchObject({ lastDirection: 'inbound', status: 'open' })
    expect(waiting.waitingSince).not.toBeNull()
    expect((await messagesOf(waiting.id)).map(({ kind, automatic }) => [kind, automatic])).toEqual([
      ['inbound', false],
      ['outbound', true],
    ])
  })

  it('never thanks itself, nor anybody too often', async () => {
    await fillIn(DESK, '自分宛てです。')
    const own = await rowWith('自分宛て')
    expect(await messagesOf(own.id)).toHaveLength(1)
    for (let n = 0; n < 4; n += 1) await fillIn('often@customer.example', `${n}回目です。`)
    await expect.poll(async () => (await mailsTo('often@customer.example')).length, within).toBe(3)
    expect(await messagesOf((await rowWith('3回目')).id)).toHaveLength(1)
  })

  it('hands the product’s own mails over too, in no conversation and with no copy', async () => {
    const ask = (email: string) => test.owner.ok('POST', '/api/password-resets', { email })
    await test.owner.ok('POST', '/api/agents', {
      name: '共有',
      email: DESK,
      role: 'lead',
      teamIds: [],
      language: 'ja',
    })
    const before = (await mailsTo(DESK)).length
    await ask(DESK)
    await ask('owner@shop.example')
    await expect.poll(async () => (await mailsTo('owner@shop.example')).length, within).toBe(1)
    const [mailed] = (await mailsTo('owner@shop.example')) as [ParsedMail]
    expect(mailed.from?.value[0]?.address).toBe(DESK)
    expect(mailed.text).toContain('/set-password#')
    const filed = (await readMailbox(server, DESK, 'Sent')).map(({ subject }) => subject)
    expect(filed).toContain('Re: 返品・交換')
    expect(filed).not.toContain(mailed.subject)
    // A shared mailbox would show the link to everybody who reads it.
    expect((await mailsTo(DESK)).length).toBe(before)
    const { items } = await test.owner.ok<{
      items: { action: string; details: object; subjectId: string }[]
    }>('GET', '/api/audit?action=access.mail-sent')
    expect(items).toMatchObject([{ subjectId: mail.id, details: { to: 'owner@shop.example' } }])
    expect(JSON.stringify(items)).not.toContain('set-password')
  })
})
