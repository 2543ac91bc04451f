import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../harness/chromium.ts'
import { freshDatabase } from '../harness/index.ts'
import { startProcess, type ProductProcess } from '../harness/product-process.ts'
import { axeProblems } from '../harness/axe.ts'
import { openScreen } from '../harness/screen.ts'
import { freePorts } from '../mailserver/free-ports.ts'
import { serveShop } from './widget/shop-page.ts'

const found = findChromium()
const OWNER = { email: 'hana@minato.example', password: 'みなとざっか 2026' }

describe.skipIf(!found.path)('the first day of a shop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-first-day-'))
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let product: ProductProcess
  let url: string
  let browser: Browser
  let shop: Awaited<ReturnType<typeof serveShop>>
  let owner: Page
  const broken: string[][] = []

  beforeAll(async () => {
    database = await freshDatabase()
    const [port = 0] = await freePorts(1)
    url = `http://127.0.0.1:${port}`
    product = await startProcess(port, {
      DATABASE_URL: database.connectionString,
      MADOGUCHI_DATA: folder,
      MADOGUCHI_LOG: 'warn',
    })
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    shop = await serveShop()
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
    await product?.end()
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('begins with the printed code and no mail', async () => {
    const code = /one-time code: (\S+)/.exec(product.printed())?.[1] ?? ''
    const context = await browser.newContext({ baseURL: url, locale: 'ja-JP' })
    owner = await context.newPage()
    await owner.goto('/')
    await owner.getByLabel('セットアップコード').fill('wrong-code')
    await owner.getByLabel('会社・ショップ名').fill('みなと雑貨店')
    await owner.getByLabel('お名前').fill('港 はな')
    await owner.getByLabel('メールアドレス').fill(OWNER.email)
    await owner.getByLabel('パスワード', { exact: true }).fill(OWNER.password)
    expect(await axeProblems(owner)).toEqual([])
    await owner.getByRole('button', { name: '登録してはじめる' }).click()
    await owner.getByRole('alert').waitFor()
    await owner.getByLabel('セットアップコード').fill(code)
    await owner.getByRole('button', { name: '登録してはじめる' }).click()
    await owner.waitForURL('**/inbox**')
    // Nothing can arrive yet: the next step is one press away.
    await owner.getByRole('link', { name: '窓口を追加' }).click()
    await owner.waitForURL('**/settings/inboxes/new')
    expect(await (await context.request.get('/api/setup')).json()).toEqual({ needed: false })
  })

  it('brings a visitor’s chat to two agents’ screens, and the answer to the visitor', async () => {
    const api = owner.context().request
    const made = await api.post('/api/inboxes', {
      data: { channel: 'chat', name: 'サイトのチャット', settings: { askName: 'off', askEmail: 'off' } },
    })
    const { token } = (await made.json()) as { token: string }
    const screens = [await openScreen(browser, url, OWNER), await openScreen(browser, url, OWNER)]
    for (const { page, broken: troubles } of screens) {
      broken.push(troubles)
      await page.goto('/inbox')
    }

    const visitor = await (await browser.newContext({ locale: 'ja-JP' })).newPage()
    await visitor.goto(shop.page(`${url}/channels/chat/${token}/widget.js`))
    await visitor.getByRole('button', { name: 'チャットを開く' }).click()
    const field = visitor.getByRole('dialog').locator('textarea')
    await field.fill('ギフト包装はできますか？')
    await field.press('Enter')

    for (const { page } of screens)
      await page.locator('[data-conversation]', { hasText: 'ギフト包装はできますか？' }).waitFor()
    const [first, second] = screens as [(typeof screens)[0], (typeof screens)[0]]
    await second.page.locator('[data-conversation]').first().click()
    await second.page.getByRole('log').getByText('ギフト包装はできますか？').waitFor()
    await first.page.keyboard.press('j')
    await first.page.keyboard.press('Enter')
    await first.page.getByRole('log').getByText('ギフト包装はできますか？').waitFor()
    await first.page.keyboard.press('r')
    await first.page.keyboard.type('はい、無料で承ります。')
    await visitor.getByRole('dialog').getByText('入力しています').waitFor()
    await first.page.keyboard.press('Control+Enter')

    await visitor.getByRole('dialog').getByText('はい、無料で承ります。').waitFor({ timeout: 30_000 })
    await second.page.getByRole('log').getByText('はい、無料で承ります。').waitFor()
    await first.page.getByRole('log').getByText('既読').waitFor()
    await visitor.reload()
    await visitor.getByRole('dialog').getByText('はい、無料で承ります。').waitFor()
    expect(broken.flat()).toEqual([])
  })
})
