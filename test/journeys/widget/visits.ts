import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, vi } from 'vitest'
import { testApp, type TestApp } from '../../harness/app.ts'
import { axeProblems } from '../../harness/axe.ts'
import { findChromium } from '../../harness/chromium.ts'
import { installWidget } from '../../../widget/build-widget.ts'
import { serveShop, type PageOptions } from './shop-page.ts'

/** Secret that the shop and its inboxes share. */
export const SECRET = 'shared with the shop'

/** Where the browser is; journeys are skipped without one. */
export const found = findChromium()

/** The dialog of the widget, its field, and a bubble in it. */
export const dialog = (page: Page): Locator => page.getByRole('dialog')
export const field = (page: Page): Locator =>
  dialog(page).getByRole('textbox', { name: /メッセージを入力|Write a message/ })
export const bubble = (page: Page, text: string): Locator =>
  dialog(page).locator('.bubble', { hasText: text })

/** Writes a message and sends it by Enter. */
export const say = async (page: Page, text: string): Promise<void> => {
  await field(page).fill(text)
  await field(page).press('Enter')
}

/** Calls `window.Madoguchi` as the shop's page does. */
export const command = (page: Page, ...call: unknown[]): Promise<void> =>
  page.evaluate((given) => {
    ;(window as { Madoguchi?: (...call: unknown[]) => void }).Madoguchi?.(...given)
  }, call)

/** What axe finds wrong with the widget. */
export const problemsIn = (page: Page): Promise<string[]> => axeProblems(page, 'madoguchi-widget')

/** How a visit begins. */
export interface VisitOptions {
  settings?: Record<string, unknown>
  page?: PageOptions
  browser?: BrowserContextOptions
}

interface Running {
  app: TestApp
  shop: Awaited<ReturnType<typeof serveShop>>
  browser: Browser
}

/** A visitor's browser on a page that embeds a new inbox's widget. */
const visit = async ({ app, shop, browser }: Running, options: VisitOptions) => {
  const inbox = await app.inbox('chat', { settings: options.settings ?? {}, secrets: { identity: SECRET } })
  const context = await browser.newContext({
    viewport: { width: 1100, height: 800 },
    locale: 'ja-JP',
    ...options.browser,
  })
  const page = await context.newPage()
  const requests: string[] = []
  const troubles: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  const address = shop.page(`${app.url}/channels/chat/${inbox.token}/widget.js`, options.page)
  await page.goto(address)
  const launcher = page.locator('madoguchi-widget button.launcher')
  await launcher.waitFor()
  return { inbox, context, page, requests, troubles, launcher, address }
}

/** Starts product, shop and browser for a test file; gives what its tests do with them. */
export const openShop = () => {
  let running: Running
  beforeAll(async () => {
    if (!found.path) return
    await installWidget()
    const app = await testApp()
    await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
    const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] })
    running = { app, browser, shop: await serveShop() }
  })
  afterAll(async () => {
    await running?.browser.close()
    await running?.shop.close()
  })
  const owner = () => running.app.owner
  return {
    app: () => running.app,
    visit: (options: VisitOptions = {}) => visit(running, options),
    /** The conversation that somebody began through an inbox, as soon as it is there. */
    conversationIn: (inboxId: string): Promise<string> =>
      vi.waitFor(
        async () => {
          await running.app.settled()
          const { items } = await owner().ok<{ items: { id: string; inboxId: string }[] }>(
            'GET',
            '/api/conversations?limit=200',
          )
          const row = items.find((one) => one.inboxId === inboxId)
          if (!row) throw new Error('nobody wrote')
          return row.id
        },
        { timeout: 20_000, interval: 100 },
      ),
    reply: (conversationId: string, text: string) =>
      owner().ok<{ id: string }>('POST', `/api/conversations/${conversationId}/replies`, {
        text,
        anyway: true,
      }),
    messagesOf: async (conversationId: string) =>
      (
        await owner().ok<{
          messages: { id: string; kind: string; text: string; receipt: string | null }[]
        }>('GET', `/api/conversations/${conversationId}/messages`)
      ).messages,
  }
}
