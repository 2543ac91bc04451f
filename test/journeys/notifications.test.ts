import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../factories/index.ts'
import { testApp, type Client, type TestApp } from '../harness/app.ts'
import { axeProblemsInBothThemes } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }

/** What the page wanted to show on the desktop; a browser without a desktop shows nothing. */
interface Desktop {
  shown: { title: string; body: string }[]
  click?: () => void
}

/** Stands in for the desktop: keeps what is shown, and asks nobody. */
const standIn = () => {
  const desktop: Desktop = { shown: [] }
  class Stand {
    static permission = 'default'
    static requestPermission = async () => {
      Stand.permission = 'granted'
      return Stand.permission
    }
    constructor(title: string, { body }: { body: string }) {
      desktop.shown.push({ title, body })
    }
    addEventListener(_: string, listener: () => void) {
      desktop.click = listener
    }
    close() {}
  }
  Object.assign(globalThis, { Notification: Stand, desktop })
}

describe.skipIf(!found.path)('what people are told of', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let me: string
  let colleague: Client & { id: string }
  let inbox: string

  const shown = () => page.evaluate(() => (globalThis as unknown as { desktop: Desktop }).desktop.shown)
  const open = async (from: string) => {
    const { conversationId } = await receive(test.db, from, inbox, { subject: '急須について' })
    await test.settled()
    return conversationId
  }
  const assign = (conversationId: string) =>
    colleague.ok('PUT', `/api/conversations/${conversationId}/assignee`, { assigneeId: me })

  beforeAll(async () => {
    test = await testApp()
    inbox = (await test.inbox('email', { settings: { address: 'help@shop.example' } })).id
    colleague = await test.person('lead')
    me = (await test.owner.ok<{ agent: { id: string } }>('GET', '/api/me')).agent.id
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const screen = await openScreen(browser, test.url)
    ;({ page, broken } = screen)
    await screen.context.addInitScript(standIn)
    // The device decides, so that both themes can be looked at.
    await screen.context.addInitScript(() => globalThis.localStorage.setItem('madoguchi.theme', 'auto'))
  })
  afterAll(() => browser?.close())

  it('needs the browser’s leave, and can be tried', async () => {
    await page.goto('/settings/notifications')
    await page.getByText('ブラウザーの許可が必要です').waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await page.getByRole('button', { name: '通知を許可する' }).click()
    await page.getByText('許可済み').waitFor()
    await page.getByRole('button', { name: 'テスト通知を表示' }).click()
    await page.getByText('テスト通知を表示しました').waitFor()
    expect((await shown()).map(({ title }) => title)).toEqual(['Madoguchiからのテスト通知'])
  })

  it('is a conversation that became theirs, and leads to it', async () => {
    await page.evaluate(() => {
      ;(globalThis as unknown as { desktop: Desktop }).desktop.shown.length = 0
    })
    const id = await open('hanako@mail.example')
    await assign(id)
    await expect.poll(shown, within).toEqual([
      {
        title: expect.stringContaining('会話が割り当てられました'),
        body: expect.stringContaining('急須について'),
      },
    ])
    await page.evaluate(() => (globalThis as unknown as { desktop: Desktop }).desktop.click?.())
    await page.waitForURL(`**/inbox/${id}**`)
  })

  it('is only what they chose, on every device', async () => {
    await page.goto('/settings/notifications')
    await page.getByRole('checkbox', { name: '会話が自分に割り当てられたとき デスクトップ' }).uncheck()
    await page.getByRole('checkbox', { name: '自分のチームに新しい会話が届いたとき 音' }).check()
    await page.getByRole('button', { name: '保存' }).click()
    const kept = async () => {
      const { choices } = await test.owner.ok<{ choices: { happening: string; ways: string[] }[] }>(
        'GET',
        '/api/me/notifications',
      )
      return Object.fromEntries(choices.map(({ happening, ways }) => [happening, ways]))
    }
    await expect.poll(kept, within).toMatchObject({
      mentioned: ['app', 'desktop', 'push'],
      assigned: ['app', 'push'],
      team: ['sound'],
    })
    // What happens before the screen listens is told to nobody.
    const listening = page.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived'))
    await page.reload()
    await listening
    await page.evaluate(() => {
      Object.assign((globalThis as unknown as { Notification: object }).Notification, {
        permission: 'granted',
      })
    })
    await assign(await open('jiro@mail.example'))
    const mine = await open('saburo@mail.example')
    await colleague.ok('POST', `/api/conversations/${mine}/notes`, { text: '見てください', mentions: [me] })
    await expect.poll(shown, within).toEqual([
      {
        title: expect.stringContaining('メンションされました'),
        body: expect.stringContaining('見てください'),
      },
    ])
  })

  it('is kept under the bell, on all screens, until it is read', async () => {
    const other = (await openScreen(browser, test.url)).page
    await other.goto('/inbox')
    const bell = (of: Page) => of.getByRole('navigation').getByRole('link', { name: /^通知/ })
    await page.goto('/notices')
    await page.getByRole('button', { name: 'すべて既読にする' }).click()
    await page.getByText(/件を既読にしました/).waitFor()
    await expect.poll(() => bell(other).textContent(), within).toBe('通知')
    await page.getByRole('button', { name: /元に戻す/ }).click()
    await expect.poll(() => bell(other).textContent(), within).toBe('通知3')
    await page.getByRole('button', { name: 'すべて既読にする' }).click()
    await expect.poll(() => bell(page).textContent(), within).toBe('通知')
    const id = await open('shiro@mail.example')
    await assign(id)
    await page.getByRole('listitem').filter({ hasText: '急須について' }).first().waitFor()
    await expect.poll(() => bell(other).textContent(), within).toBe('通知1')
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await page
      .getByRole('link', { name: /会話が割り当てられました|から会話が割り当て/ })
      .first()
      .click()
    await page.waitForURL(`**/inbox/${id}**`)
    await expect.poll(() => bell(other).textContent(), within).toBe('通知')
    await page.goto('/notices?show=unread')
    await page.getByText('未読の通知はありません').waitFor()
    await other.close()
  })

  it('break nothing on the way', () => expect(broken).toEqual([]))
})

describe.skipIf(!found.path)('one’s own time zone', () => {
  it('holds for every time on the screen', async () => {
    const test = await testApp()
    const browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const { page } = await openScreen(browser, test.url)
    const { id } = await test.owner.ok<{ id: string }>('POST', '/api/customers', { name: '山田 花子' })
    await page.goto('/settings/account')
    await page.getByLabel('タイムゾーン').selectOption('Pacific/Kiritimati')
    await page.getByRole('button', { name: '保存' }).click()
    await expect
      .poll(
        async () => (await test.owner.ok<{ agent: { timeZone: string } }>('GET', '/api/me')).agent.timeZone,
        within,
      )
      .toBe('Pacific/Kiritimati')
    await page.goto(`/customers/${id}`)
    expect(await page.locator('time').first().getAttribute('title')).toMatch(/GMT\+14|LINT/)
    await browser.close()
  })
})
