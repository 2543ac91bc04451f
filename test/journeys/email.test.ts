import { randomUUID } from 'node:crypto'
import type { ParsedMail } from 'mailparser'
import { createTransport } from 'nodemailer'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../harness/app.ts'
import { findChromium } from '../harness/chromium.ts'
import { axeProblems } from '../harness/axe.ts'
import { openScreen } from '../harness/screen.ts'
import { openVisitor } from '../harness/visitor.ts'
import { startMailServer, type MailServer } from '../mailserver/index.ts'
import { readMailbox } from '../mailserver/read-mailbox.ts'

const found = findChromium()
const started = await startMailServer()
const within = { timeout: 25_000, interval: 200 }

const DESK = 'support@shop.example'
const [HANAKO, TARO, BOSS] = ['hanako@customer.example', 'taro@customer.example', 'boss@customer.example']

describe.skipIf('skipped' in started || !found.path)('mail on the agents’ screen', () => {
  const server = started as MailServer
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]

  beforeAll(async () => {
    test = await testApp()
    await test.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
    await test.owner.ok('PATCH', '/api/me', { language: 'ja', signature: '佐藤 花\nお客様相談' })
    await test.inbox('email', {
      name: 'サポート',
      address: DESK,
      secrets: { password: server.password },
      settings: {
        address: DESK,
        displayName: 'つむぎ草堂',
        signature: 'つむぎ草堂 TEL 03-0000-0000',
        plusAddressing: true,
        authority: server.authority,
        receive: {
          how: 'imap',
          host: 'localhost',
          port: server.imap.tls,
          security: 'tls',
          user: DESK,
          pollSeconds: 10,
        },
        smtp: { host: 'localhost', port: server.smtp.starttls, security: 'starttls', user: DESK },
      },
    })
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
    await page.goto('/inbox')
  })
  afterAll(async () => {
    await browser?.close()
    await test?.close()
    await server.stop()
  })

  const fromHanako = (mail: object) =>
    createTransport({ host: server.host, port: server.smtp.plain, ignoreTLS: true }).sendMail({
      from: `山田 花子 <${HANAKO}>`,
      to: DESK,
      ...mail,
    })
  /** What we sent there: customers write to each other, too. */
  const mailsTo = async (address: string): Promise<ParsedMail[]> =>
    (await readMailbox(server, address)).filter(({ from }) => from?.value[0]?.address === DESK)
  const countOf = (address: string) => async () => (await mailsTo(address)).length
  const newest = async (address: string): Promise<ParsedMail> => (await mailsTo(address)).at(-1) as ParsedMail
  const addressesIn = (list: ParsedMail['to']) =>
    [list ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address))

  const composer = () => page.getByRole('region', { name: '返信' })
  const openRow = async (words: string): Promise<void> => {
    await page.getByText(words).first().click({ timeout: within.timeout })
    // Until then another conversation with its own composer may stand there.
    await page.getByRole('log').getByText(words).first().waitFor()
    await composer().waitFor()
  }
  const write = async (words: string): Promise<void> => {
    const field = composer().getByRole('textbox', { name: '返信', exact: true })
    await field.click()
    // The rich editor takes the plain field's place while one begins to write.
    await composer().locator('[contenteditable=true]').waitFor()
    await page.keyboard.type(words)
  }
  /** As from another program's clipboard. */
  const pastePicture = (): Promise<void> =>
    page.locator('[contenteditable=true]').evaluate((field) => {
      const png =
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
      const bytes = Uint8Array.from(atob(png), (sign) => sign.codePointAt(0) ?? 0)
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes], '新茶.png', { type: 'image/png' }))
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
  const send = () => page.keyboard.press('Control+Enter')

  it('brings in a mail to several people, and answers all of them', async () => {
    await fromHanako({
      subject: '靴のサイズについて',
      text: '24.5はありますか？',
      messageId: '<question@customer.example>',
      to: [DESK, `山田 太郎 <${TARO}>`],
      cc: BOSS,
    })
    await openRow('24.5はありますか')
    const choice = composer().getByRole('group', { name: '返信先' })
    await choice.getByRole('button', { name: '全員', pressed: true }).waitFor()
    await composer().getByText('山田 太郎').waitFor()
    expect(await composer().getByText(DESK).count()).toBe(0)
    expect(await composer().getByText('署名：佐藤 花').count()).toBe(1)
    await write('はい、ございます。')
    expect(await axeProblems(page)).toEqual([])
    await send()

    await expect.poll(countOf(TARO), within).toBe(1)
    await expect.poll(countOf(BOSS), within).toBe(1)
    await expect.poll(countOf(HANAKO), within).toBe(1)
    const answer = await newest(HANAKO)
    expect(answer.subject).toBe('Re: 靴のサイズについて')
    expect(answer.from?.value).toEqual([{ address: DESK, name: 'つむぎ草堂' }])
    expect(addressesIn(answer.to)).toEqual([HANAKO, TARO])
    expect(addressesIn(answer.cc)).toEqual([BOSS])
    expect(answer.inReplyTo).toBe('<question@customer.example>')
    expect([answer.references].flat()).toEqual(['<question@customer.example>'])
    expect(answer.replyTo?.value[0]?.address).toMatch(/^support\+c[0-9a-f]{32}\.[0-9a-f]{8}@shop\.example$/)
    expect(answer.text).toMatch(
      /^はい、ございます。\n\n佐藤 花\nお客様相談\n\nつむぎ草堂 TEL 03-0000-0000\n\n.*山田 花子:\n> 24\.5はありますか？/,
    )
    await page.getByText('送信済み').first().waitFor()
  })

  it('takes the customer’s answer into the thread while it is open, and answers the writer alone', async () => {
    const answer = await newest(HANAKO)
    await fromHanako({
      subject: 'Re: 靴のサイズについて',
      text: '一足お願いします。',
      to: [DESK, TARO],
      inReplyTo: answer.messageId,
      references: answer.messageId,
    })
    await page.getByRole('article').getByText('一足お願いします。').waitFor({ timeout: within.timeout })
    await page.keyboard.press('Shift+R')
    await composer().getByRole('button', { name: '差出人のみ', pressed: true }).waitFor()
    await write('承りました。')

    // What is no address is not dropped without a word: nothing leaves until it is put right.
    await composer().getByRole('button', { name: '宛先を変更' }).click()
    await composer().getByRole('textbox', { name: 'Cc', exact: true }).fill('tanaka')
    await composer().locator('[contenteditable=true]').click()
    await send()
    await composer().getByRole('alert').getByText('「tanaka」はメールアドレスの形式ではありません').waitFor()
    await composer().getByRole('button', { name: 'tanakaを外す' }).click()
    await composer().locator('[contenteditable=true]').click()
    await send()

    await expect.poll(countOf(HANAKO), within).toBe(2)
    const second = await newest(HANAKO)
    expect(second.text).toMatch(/^承りました。/)
    expect(addressesIn(second.to)).toEqual([HANAKO])
    expect(second.cc).toBeUndefined()
    expect([second.references].flat()[0]).toBe('<question@customer.example>')
    expect(await countOf(TARO)()).toBe(1)
    expect(await countOf(BOSS)()).toBe(1)
  })

  it('shows who is on a mail when asked, and answers under a new subject', async () => {
    await page.getByRole('button', { name: '宛先の詳細' }).first().click()
    await page.getByRole('article').getByText(`差出人: 山田 花子 <${HANAKO}>`).waitFor()
    await page.getByRole('button', { name: '件名を変更' }).click()
    await page.getByRole('textbox', { name: '件名' }).fill('ご注文の確認')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /ご注文の確認/ }).waitFor()
    await write('発送しました。')
    await send()
    await expect.poll(countOf(HANAKO), within).toBe(3)
    expect((await newest(HANAKO)).subject).toBe('Re: ご注文の確認')
  })

  it('reaches a visitor of the chat who has left by mail, and their answer joins the chat’s thread', async () => {
    const chat = await test.inbox('chat', { name: 'チャット' })
    const visitor = await openVisitor(`${test.url}/channels/chat/${chat.token}`)
    const mail = 'yuki@customer.example'
    const said = await fetch(`${test.url}/channels/chat/${chat.token}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-madoguchi-visitor': visitor.session },
      body: JSON.stringify({
        id: randomUUID(),
        text: '茶葉の在庫はありますか。',
        name: '鈴木 ゆき',
        email: mail,
        place: { url: 'https://shop.example/tea', title: '茶葉' },
      }),
    })
    expect(said.status).toBe(202)
    await openRow('茶葉の在庫')
    await page.getByRole('textbox', { name: '返信', exact: true }).click()
    await page.keyboard.type('来週入荷します。')
    await send()
    await expect.poll(countOf(mail), within).toBe(1)
    const answer = await newest(mail)
    expect(answer.text).toMatch(/^来週入荷します。\n\n佐藤 花/)
    await createTransport({ host: server.host, port: server.smtp.plain, ignoreTLS: true }).sendMail({
      from: mail,
      to: DESK,
      subject: `Re: ${answer.subject}`,
      text: '待っています。',
      inReplyTo: answer.messageId,
      references: answer.messageId,
    })
    await page.getByRole('article').getByText('待っています。').waitFor({ timeout: within.timeout })
    expect((await visitor.thread()).map(({ text }) => text)).toContain('来週入荷します。')
  })

  it('writes first to somebody new, with a copy', async () => {
    const mail = 'mika@customer.example'
    await page.getByRole('button', { name: '新規メッセージ' }).click()
    const form = page.getByRole('region', { name: '新規メッセージ' })
    await form.getByRole('textbox', { name: '宛先' }).fill('mika')
    await form.getByRole('textbox', { name: '件名' }).fill('新茶のご案内')
    await form.getByRole('textbox', { name: '本文' }).click()
    await form.locator('[contenteditable=true]').waitFor()
    await page.keyboard.type('新茶が入荷しました。')
    await pastePicture()
    await form.getByRole('img', { name: '新茶' }).waitFor()
    await send()
    await form.getByRole('alert').getByText('「mika」はメールアドレスの形式ではありません').waitFor()
    await form.getByRole('button', { name: 'mikaを外す' }).click()
    await form.getByRole('textbox', { name: '宛先' }).fill(mail)
    await form.getByRole('button', { name: 'Cc・Bccを追加' }).click()
    await form.getByRole('textbox', { name: 'Cc', exact: true }).fill(BOSS)
    expect(await axeProblems(page)).toEqual([])
    await form.getByRole('button', { name: '送信', exact: true }).click()
    await page.getByRole('heading', { name: /新茶のご案内/ }).waitFor()
    await expect.poll(countOf(mail), within).toBe(1)
    const mailed = await newest(mail)
    expect(mailed.subject).toBe('新茶のご案内')
    expect(addressesIn(mailed.cc)).toEqual([BOSS])
    expect(mailed.inReplyTo).toBeUndefined()
    expect(mailed.text).toContain('[新茶]')
    expect(mailed.text).toContain('佐藤 花')
    expect(mailed.attachments).toMatchObject([
      { filename: '新茶.png', contentDisposition: 'inline', related: true },
    ])
    expect(mailed.html).toContain('alt="新茶"')
  })

  it('breaks nothing on the way', () => {
    expect(broken).toEqual([])
  })
})
