import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { findChromium } from '../../../test/harness/chromium.ts'
import { DESKTOP, fill, openBrowser, PHONE, protection } from './fixtures/browser.ts'
import { settings } from './settings.ts'
import { shownFields } from './shown.ts'

const found = findChromium()

let app: TestApp
let tools: Awaited<ReturnType<typeof openBrowser>>

describe.skipIf(!found.path)('the page of a form', () => {
  beforeAll(async () => {
    app = await testApp()
    tools = await openBrowser(found.path as string, process.env.MADOGUCHI_PICTURES)
  })

  afterAll(() => tools?.browser.close())

  const form = (more: Record<string, unknown> = {}) =>
    app.inbox('form', { settings: { protection, ...more } })
  const open = (token: string, options?: BrowserContextOptions, query = '') =>
    tools.open(`${app.url}/channels/form/${token}${query}`, options)

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

  it('shows the same fields as the server expects, for every combination of answers', async () => {
    const fields = [
      { key: 'email', kind: 'email', label: { ja: 'メール' }, required: true },
      {
        key: 'about',
        kind: 'choice',
        label: { ja: '種類' },
        choices: ['a', 'b', 'c', 'd', 'e'].map((value) => ({ value, label: { ja: value } })),
      },
      {
        key: 'size',
        kind: 'choice',
        label: { ja: '大きさ' },
        choices: ['s', 'm'].map((value) => ({ value, label: { ja: value } })),
        showWhen: { field: 'about', equals: ['a', 'b'] },
      },
      { key: 'gift', kind: 'checkbox', label: { ja: '贈答' }, showWhen: { field: 'size', equals: ['m'] } },
      {
        key: 'card',
        kind: 'textarea',
        label: { ja: '文面' },
        required: true,
        showWhen: { field: 'gift', equals: ['yes'] },
      },
    ]
    const all = settings.parse({ fields }).fields
    const { token } = await form({ fields })
    const { page } = await open(token)
    const visible = () =>
      page
        .locator('[data-field]:visible')
        .evaluateAll((boxes) => boxes.map((box) => (box as HTMLElement).dataset['field']))
    const seen: string[] = []
    for (const about of ['a', 'c', 'b', '']) {
      await page.getByLabel('種類').selectOption(about)
      for (const size of about === 'a' || about === 'b' ? ['s', 'm'] : ['']) {
        if (size) await page.getByRole('radio', { name: size, exact: true }).check()
        for (const gift of size === 'm' ? ['yes', ''] : ['']) {
          if (size === 'm') await page.getByLabel('贈答').setChecked(gift === 'yes')
          expect(await visible()).toEqual([...shownFields(all, 'ja', { about, size, gift })])
          seen.push(`${about}${size}${gift}`)
        }
      }
    }
    expect(seen).toEqual(['as', 'amyes', 'am', 'c', 'bs', 'bmyes', 'bm', ''])
  })

  it('goes on after the check’s script was lost once', async () => {
    const { token } = await form()
    const { page } = await open(token)
    let lost = 0
    await page.route('**/assets/solve.js*', (route) => ((lost += 1) > 1 ? route.continue() : route.abort()))
    await fill(page)
    await expect.poll(() => lost).toBe(1)
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByRole('heading', { name: 'お問い合わせを承りました' }).waitFor()
  })

  it('names the size that a file may have, which the whole product may keep smaller than the form', async () => {
    const { token } = await form({ attachments: { largestMegabytes: 200, most: 1 } })
    const { page } = await open(token)
    const config = JSON.parse((await page.locator('#form').getAttribute('data-config')) ?? '{}')
    expect(config.bytes).toBeLessThan(200 * 1024 * 1024)
    expect(config.words.fileTooLarge).toContain(`${config.bytes / 1024 / 1024}MB`)
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
    await tools.photograph(page, 'phone-ja-without-script')
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
      const context = await tools.browser.newContext({ locale: 'en-GB', ...PHONE })
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
      await tools.photograph(page, 'phone-ja-embedded')
      await inside.getByRole('button', { name: '送信する' }).click()
      await inside.getByRole('heading', { name: 'お問い合わせを承りました' }).waitFor()
      await expect.poll(heightOf).toBeLessThan(inner)
      await tools.photograph(page, 'phone-ja-embedded-sent')
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
