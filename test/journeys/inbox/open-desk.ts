import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { receive } from '../../factories/index.ts'
import { testApp, type TestApp } from '../../harness/app.ts'
import { findChromium } from '../../harness/chromium.ts'
import { openScreen } from '../../harness/screen.ts'

/** Where the browser is; journeys are skipped without one. */
export const found = findChromium()
/** How long a journey waits for what the server tells a screen. */
export const within = { timeout: 25_000, interval: 100 }

interface Desk {
  test: TestApp
  browser: Browser
  /** The owner's screen, and what broke on it. */
  page: Page
  broken: string[]
  inboxId: string
  colleague: Awaited<ReturnType<TestApp['person']>>
}

const open = async (language: 'ja' | 'en', env: Record<string, string>): Promise<Desk> => {
  const test = await testApp({ env })
  await test.owner.ok('PATCH', '/api/me', { language })
  const teamId = await test.team('お客様相談')
  const settings = { address: 'support@shop.example' }
  const { id: inboxId } = await test.inbox('email', { name: 'サポート', teamIds: [teamId], settings })
  const colleague = await test.person('agent', [teamId])
  await test.owner.ok('POST', '/api/tags', { name: '返品' })
  const browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
  const { page, broken } = await openScreen(browser, test.url)
  return { test, browser, page, broken, inboxId, colleague }
}

/** Shows the screen of the colleague, who chooses a password for it. */
const colleagueScreen = async ({ test, browser, colleague }: Desk): Promise<Page> => {
  const reset = `/api/agents/${colleague.id}/password-reset`
  const { url } = await test.owner.ok<{ url: string }>('POST', reset)
  const password = 'a long enough password'
  await test.owner.ok('POST', `/api/password-resets/${new URL(url).hash.slice(1)}`, { password })
  return (await openScreen(browser, test.url, { email: 'agent1@shop.example', password })).page
}

/** A desk with an owner at the screen, a colleague, a mail inbox and customers' mails. Call it in a `describe`. */
export const openDesk = (language: 'ja' | 'en', env: Record<string, string> = {}) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await open(language, env)
  })
  afterAll(() => desk?.browser.close())

  return {
    app: () => desk.test,
    page: () => desk.page,
    broken: () => desk.broken,
    colleague: () => desk.colleague,
    colleagueScreen: () => colleagueScreen(desk),
    inboxId: () => desk.inboxId,
    /** A customer's mail; gives its conversation. */
    mail: async (
      from: string,
      subject: string,
      change: Parameters<typeof receive>[3] = {},
    ): Promise<string> =>
      (await receive(desk.test.db, from, desk.inboxId, { subject, ...change })).conversationId,
    /** Opens a conversation on a screen. */
    async show(conversationId: string, on: Page = desk.page): Promise<void> {
      await on.goto(`/inbox/${conversationId}`)
      await on.getByRole('log').waitFor()
      await on.getByRole('textbox').last().waitFor()
    },
    read: <T = Record<string, unknown>>(conversationId: string) =>
      desk.test.owner.ok<T>('GET', `/api/conversations/${conversationId}`),
    /** Opens a list by its key, types a part of the wanted line and takes it. */
    async pick(key: string, words: string): Promise<void> {
      await desk.page.keyboard.press(key)
      const list = desk.page.getByRole('dialog').getByRole('combobox')
      await list.fill(words)
      // Who and what can be chosen may still be on its way.
      await desk.page.getByRole('option').filter({ hasText: words }).first().waitFor()
      await list.press('Enter')
      // A list from which several are chosen stays; elsewhere Escape would leave the conversation.
      if (await list.count()) await desk.page.keyboard.press('Escape')
      await list.waitFor({ state: 'detached' })
    },
  }
}
