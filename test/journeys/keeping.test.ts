import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../server/kernel/db/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const CARD = '4111 1111 1111 1111'

describe.skipIf(!found.path)('keeping data', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let inbox: { id: string; token: string }

  const button = (name: string | RegExp) => page.getByRole('button', { name })

  /** Takes a mail in. */
  const letter = async (from: string, subject: string, text: string): Promise<void> => {
    const account = await test.app.channels.host.inboxByToken('email', inbox.token)
    if (!account) throw new Error('no inbox')
    const head = [
      `From: ${from}`,
      'To: desk@shop.example',
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      `Message-ID: <${createHash('sha256').update(text).digest('hex')}@mail.example>`,
      'Content-Type: text/plain; charset=utf-8',
    ]
    await test.app.channels.host.accept(account, Buffer.from([...head, '', text].join('\r\n')), text)
    await test.settled()
  }
  const customerNamed = async (name: string): Promise<string> =>
    (await test.owner.ok<{ items: { id: string }[] }>('GET', `/api/customers?q=${encodeURIComponent(name)}`))
      .items[0]?.id ?? ''
  const fromMenu = async (entry: string): Promise<void> => {
    await button('お客様の操作').click()
    await page.getByRole('option', { name: entry }).click()
  }

  beforeAll(async () => {
    test = await testApp()
    inbox = await test.inbox('email', { settings: { address: 'desk@shop.example' }, name: 'サポート' })
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const screen = await openScreen(browser, test.url)
    page = screen.page
    broken = screen.broken
  })
  afterAll(() => browser?.close())

  it('masks card numbers once somebody wants it, and says so beside the message', async () => {
    await page.goto('/settings/keeping')
    await page.getByText('カード番号・マイナンバーを伏せて保存する').click()
    await button('保存').click()
    await page.getByText('保存しました。').first().waitFor()
    await letter('ito@mail.example', '支払いの件', `カードは ${CARD} です。注文番号 249-1234567-1234567`)
    const [talk] = await test.db.many<{ id: string }>(
      sql`select id from conversations where workspace_id = ${test.workspaceId}`,
    )
    await page.goto(`/inbox/${talk?.id}`)
    await page.getByText('カードは **** **** **** 1111 です。注文番号 249-1234567-1234567').first().waitFor()
    await page.getByText('カード番号などを伏せています').waitFor()
    await button('宛先の詳細').click()
    await page.getByText('届いたときの原文は残していません').waitFor()
    expect(await page.content()).not.toContain(CARD)
  })

  it('shows what a rule would delete before it is saved', async () => {
    await test.db.run(sql`
      update conversations set status = 'resolved', resolved_at = now() - interval '400 days'
      where workspace_id = ${test.workspaceId}`)
    await page.goto('/settings/keeping')
    await page.getByRole('button', { name: '解決済みの会話' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('保管する期間').selectOption('days')
    await dialog.getByLabel('日数').fill('10')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByText('90日以上を半角数字で入力してください。').waitFor()
    await dialog.getByLabel('日数').fill('３６５')
    await dialog.getByText('保存すると、次の夜に1件が削除されます。').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByText('365日').waitFor()
    await page.getByText('まだ記録がありません').waitFor()
  })

  it('gives out all of a person’s data as a file', async () => {
    await letter('sato@mail.example', '届きません', '商品がまだ届いていません。')
    await page.goto(`/customers/${await customerNamed('sato')}`)
    await fromMenu('全データを書き出す')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'ファイルを作成' }).click()
    const link = dialog.getByRole('link', { name: 'ダウンロード' })
    await link.waitFor()
    expect(await axeProblems(page)).toEqual([])
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const files = unzipSync(readFileSync(await download.path()))
    expect(Buffer.from(files['index.html'] ?? []).toString()).toContain('sato@mail.example')
    expect(Object.keys(files).some((name) => name.endsWith('.eml'))).toBe(true)
    await page.keyboard.press('Escape')
  })

  it('erases a person after their name was typed, and keeps the proof', async () => {
    const id = await customerNamed('sato')
    await page.goto(`/customers/${id}`)
    await fromMenu('データを消去')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('somebody')
    await dialog.getByRole('button', { name: '消去する' }).click()
    await dialog.getByText('お名前が一致しません。').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await dialog.getByRole('textbox').fill('sato')
    await dialog.getByRole('button', { name: '消去する' }).click()
    await page.getByRole('heading', { name: '削除済みのお客様' }).waitFor()
    expect(await button('お客様の操作').count()).toBe(0)
    const [talk] = await test.db.many<{ id: string }>(
      sql`select id from conversations where workspace_id = ${test.workspaceId} and customer_id = ${id}`,
    )
    await expect
      .poll(() =>
        test.db.maybe(
          sql`select 1 from erasures where workspace_id = ${test.workspaceId} and state = 'done'`,
        ),
      )
      .toBeDefined()
    await page.goto(`/inbox/${talk?.id}`)
    await page.getByText('メッセージの内容は削除されています。').waitFor()
    await page.goto('/settings/keeping')
    await page.getByText('会話 1件').waitFor()
    expect(await axeProblems(page)).toEqual([])
    expect(await page.content()).not.toContain('sato')
    expect(broken).toEqual([])
  })
})
