import { mkdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type FrameLocator,
  type Page,
} from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { findChromium } from '../../../test/harness/chromium.ts'

const found = findChromium()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = process.env.MADOGUCHI_PICTURES

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const DESKTOP = { viewport: { width: 1280, height: 900 } }
const protection = { minimumSeconds: 0, difficulty: 10, perSenderAnHour: 500, perVisitorAnHour: 5000 }

let app: TestApp
let browser: Browser

describe.skipIf(!found.path)('the page of a form', () => {
  beforeAll(async () => {
    app = await testApp()
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
  })

  afterAll(() => browser?.close())

  const form = (settings: Record<string, unknown> = {}) =>
    app.inbox('form', { settings: { protection, ...settings } })

  const open = async (
    token: string,
    options: BrowserContextOptions = DESKTOP,
    query = '',
  ): Promise<{ page: Page; troubles: string[] }> => {
    const context = await browser.newContext({ locale: 'ja-JP', ...options })
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
    await page.goto(`${app.url}/channels/form/${token}${query}`)
    return { page, troubles }
  }

  /** Problems that axe finds, by rule and place. */
  const problemsOn = async (page: Page): Promise<string[]> => {
    // The page's policy keeps foreign scripts out, and axe is one: it comes in through the debugger.
    await page.evaluate(axe)
    return page.evaluate(async () => {
      const { violations } = await (
        window as unknown as {
          axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
      ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    })
  }

  const photograph = async (page: Page, name: string): Promise<void> => {
    if (!pictures) return
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
  }

  const fill = async (page: Page | FrameLocator): Promise<void> => {
    await page.getByLabel('お名前').fill('山田 花子')
    await page.getByLabel('メールアドレス').fill('hanako@example.jp')
    await page.getByLabel('お問い合わせの種類').selectOption('return')
    await page.getByLabel('ご注文番号').fill('A-1001')
    await page.getByLabel('お問い合わせ内容').fill('届いた箱が潰れていました。交換をお願いします。')
  }

  const shows = [PHONE, DESKTOP].flatMap((size) =>
    (['ja', 'en'] as const).flatMap((language) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ size, language, colorScheme })),
    ),
  )
  it.each(shows)('is accessible empty, refused and sent: %j', async ({ size, language, colorScheme }) => {
    const { token } = await form()
    const { page, troubles } = await open(token, { ...size, colorScheme }, `?lang=${language}`)
    const name = `${size === PHONE ? 'phone' : 'desktop'}-${language}-${colorScheme}`
    expect(await problemsOn(page)).toEqual([])
    await photograph(page, `${name}-1-empty`)
    await page.locator('select').selectOption('order')
    await page.locator('button[type=submit]').click()
    await page.locator('#summary').waitFor()
    expect(await problemsOn(page)).toEqual([])
    await photograph(page, `${name}-2-refused`)
    await page.locator('#i-name').fill('山田 花子')
    await page.locator('#i-email').fill('hanako@example.jp')
    await page.locator('#i-message').fill('交換をお願いします。')
    await page.locator('button[type=submit]').click()
    await page.locator('#card [data-code]').waitFor()
    expect(await problemsOn(page)).toEqual([])
    await photograph(page, `${name}-3-sent`)
    expect(troubles).toEqual([])
    await page.context().close()
  })

  it('shows fields when they are asked for, sends with files, and tells the code', async () => {
    const { id, token } = await form()
    const { page, troubles } = await open(token, PHONE)
    expect(await page.getByLabel('ご注文番号').isVisible()).toBe(false)
    await fill(page)
    await page.getByLabel('添付ファイル').setInputFiles({
      name: '写真.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]),
    })
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByRole('heading', { name: 'お問い合わせを承りました' }).waitFor()
    const code = await page.locator('#card [data-code]').innerText()
    await app.settled()
    const { items } = await app.owner.ok<{ items: { id: string; inboxId: string }[] }>(
      'GET',
      '/api/conversations',
    )
    const row = items.find((one) => one.inboxId === id)
    const { messages } = await app.owner.ok<{ messages: { text: string; attachments: unknown[] }[] }>(
      'GET',
      `/api/conversations/${row?.id}/messages`,
    )
    expect(messages[0]?.text).toContain(`受付コード：${code}`)
    expect(messages[0]?.text).toContain('ご注文番号：A-1001')
    expect(messages[0]?.attachments).toHaveLength(1)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    expect(troubles).toEqual([])
  })

  it('keeps what was typed when the connection is gone, and sends it once when it is back', async () => {
    const { id, token } = await form()
    const { page } = await open(token)
    await fill(page)
    let lost = 0
    // It arrives, and the answer is lost: the worst moment.
    await page.route(`**/channels/form/${token}`, async (route) => {
      lost += 1
      if (lost > 1) return route.continue()
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByText('ご入力内容はそのまま残っています').waitFor()
    expect(await page.getByLabel('お名前').inputValue()).toBe('山田 花子')
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByRole('heading', { name: 'お問い合わせを承りました' }).waitFor()
    await app.settled()
    const list = async () =>
      (
        await app.owner.ok<{ items: { inboxId: string; preview: string }[] }>('GET', '/api/conversations')
      ).items.filter((one) => one.inboxId === id)
    expect(await list()).toHaveLength(1)
  })

  it('loses no word that was changed after a lost answer', async () => {
    const { id, token } = await form()
    const { page } = await open(token)
    await fill(page)
    let lost = 0
    await page.route(`**/channels/form/${token}`, async (route) => {
      lost += 1
      if (lost > 1) return route.continue()
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByText('ご入力内容はそのまま残っています').waitFor()
    await page.getByLabel('お問い合わせ内容').fill('返金に変更してください。')
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByRole('heading', { name: 'お問い合わせを承りました' }).waitFor()
    await app.settled()
    const { items } = await app.owner.ok<{ items: { inboxId: string; preview: string }[] }>(
      'GET',
      '/api/conversations',
    )
    expect(
      items
        .filter((one) => one.inboxId === id)
        .map(({ preview }) => preview.slice(0, 5))
        .sort(),
    ).toEqual(['届いた箱が', '返金に変更'])
  })

  it('works without JavaScript from the first field to the code', async () => {
    const { id, token } = await form()
    const { page } = await open(token, { ...PHONE, javaScriptEnabled: false })
    await page.locator('noscript p').waitFor()
    await fill(page)
    await photograph(page, 'phone-ja-without-script')
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByRole('heading', { name: 'お問い合わせを承りました' }).waitFor()
    await app.settled()
    const { items } = await app.owner.ok<{ items: { inboxId: string }[] }>('GET', '/api/conversations')
    expect(items.filter((one) => one.inboxId === id)).toHaveLength(1)
  })

  it('searches in the page itself where workers are not to be had', async () => {
    const { token } = await form()
    const { page } = await open(token)
    await page.evaluate(() => Reflect.deleteProperty(window, 'Worker'))
    await fill(page)
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByRole('heading', { name: 'お問い合わせを承りました' }).waitFor()
    expect(await page.locator('#card [data-code]').innerText()).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  })

  it('shows hostile labels, texts and answers as they are written, in every place', async () => {
    const evil = `"><img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`
    const { token } = await form({
      title: { ja: evil.slice(0, 100), en: '' },
      introduction: { ja: evil, en: '' },
      thanks: { ja: evil, en: '' },
      fields: [
        { key: 'email', kind: 'email', label: { ja: evil }, help: { ja: evil }, required: true },
        {
          key: 'kind',
          kind: 'choice',
          label: { ja: evil },
          choices: [{ value: 'a', label: { ja: evil } }],
        },
        { key: 'message', kind: 'textarea', label: { ja: '内容' }, required: true, maxLength: 20 },
      ],
    })
    const scriptless = await open(token, { ...DESKTOP, javaScriptEnabled: false })
    await scriptless.page.locator('#i-email').fill('evil@example.jp')
    await scriptless.page.locator('#i-message').fill(`</textarea>${evil}`)
    await scriptless.page.getByRole('button', { name: '送信する' }).click()
    expect(await scriptless.page.locator('#i-message').inputValue()).toBe(`</textarea>${evil}`)
    expect(await scriptless.page.locator('img').count()).toBe(0)
    const { page, troubles } = await open(token)
    await page.locator('#i-message').fill('x')
    await page.getByRole('button', { name: '送信する' }).click()
    await page.locator('#summary').waitFor()
    await page.locator('#i-email').fill('evil@example.jp')
    await page.getByRole('button', { name: '送信する' }).click()
    await page.locator('#card [data-code]').waitFor()
    expect(await page.locator('img, #card script').count()).toBe(0)
    expect(await page.title()).not.toBe('owned')
    expect(troubles).toEqual([])
  })

  describe('inside of another page', () => {
    let shop: Server
    let shopUrl: string
    let embedded = ''

    beforeAll(async () => {
      shop = createServer((_request, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8')
        response.end(
          `<!doctype html><html lang="ja"><head><meta name="viewport" content="width=device-width"><title>店</title><style>*{color:red!important;font-size:40px}</style></head><body><h1>お店のページ</h1>${embedded}<footer>おわり</footer></body></html>`,
        )
      })
      await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
      shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/contact`
    })

    afterAll(() => new Promise((resolve) => shop.close(resolve)))

    it('grows with its content, keeps its own style, and tells which page it stood in', async () => {
      const { id, token } = await form()
      embedded = `<script src="${app.url}/channels/form/${token}/embed.js"></script>`
      const context = await browser.newContext({ locale: 'en-GB', ...PHONE })
      const page = await context.newPage()
      await page.goto(shopUrl)
      const inside = page.frameLocator('iframe[title="お問い合わせ"]')
      await fill(inside)
      const heightOf = () => page.locator('iframe').evaluate((frame) => frame.clientHeight)
      const inner = await inside.locator('html').evaluate((html) => html.scrollHeight)
      await expect.poll(heightOf).toBeGreaterThanOrEqual(inner)
      expect(
        await inside
          .locator('label')
          .first()
          .evaluate((label) => getComputedStyle(label).fontSize),
      ).toBe('16px')
      await photograph(page, 'phone-ja-embedded')
      await inside.getByRole('button', { name: '送信する' }).click()
      await inside.getByRole('heading', { name: 'お問い合わせを承りました' }).waitFor()
      await expect.poll(heightOf).toBeLessThan(inner)
      await photograph(page, 'phone-ja-embedded-sent')
      await app.settled()
      const { items } = await app.owner.ok<{ items: { id: string; inboxId: string }[] }>(
        'GET',
        '/api/conversations',
      )
      const row = items.find((one) => one.inboxId === id)
      const { messages } = await app.owner.ok<{ messages: { context: Record<string, string> }[] }>(
        'GET',
        `/api/conversations/${row?.id}/messages`,
      )
      expect(messages[0]?.context['page']).toBe(shopUrl)
    })
  })
})
