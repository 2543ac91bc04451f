import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPushService } from '../../server/kernel/web-push/fixtures/push-service.ts'
import { receive } from '../factories/index.ts'
import { testApp, type Client, type TestApp } from '../harness/app.ts'
import { axeProblemsInBothThemes } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'
import { startMailServer, type MailServer } from '../mailserver/index.ts'
import { readMailbox } from '../mailserver/read-mailbox.ts'

const found = findChromium()
const started = await startMailServer()
const within = { timeout: 30_000, interval: 200 }
const DESK = 'support@shop.example'
/** The owner’s own mailbox on the server. */
const OWNER = 'owner@shop.example'

/** A browser’s push service is the vendor’s: instead of theirs, ours on this machine is subscribed to. */
const subscribeAt = ({ endpoint, p256dh, auth }: { endpoint: string; p256dh: string; auth: string }) => {
  if (location.protocol === 'about:') return
  const bytes = (text: string) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
      .buffer
  const kept = 'stand-in-subscribed'
  const subscription = {
    endpoint,
    getKey: (name: string) => bytes(name === 'p256dh' ? p256dh : auth),
    unsubscribe: async () => {
      localStorage.removeItem(kept)
      return true
    },
  }
  Object.assign(PushManager.prototype, {
    subscribe: async () => {
      localStorage.setItem(kept, 'yes')
      return subscription
    },
    getSubscription: async () => (localStorage.getItem(kept) ? subscription : null),
  })
  Object.assign(Notification, { requestPermission: async () => 'granted' })
  Object.defineProperty(Notification, 'permission', { get: () => 'granted' })
}

describe.skipIf(!found.path || 'skipped' in started)('being told outside of the app', () => {
  const server = started as MailServer
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let service: Awaited<ReturnType<typeof startPushService>>
  let colleague: Client & { id: string }
  let me: string
  let inbox: string

  const assigned = async (from: string, subject: string) => {
    const { conversationId } = await receive(test.db, `${from}@mail.example`, inbox, { subject })
    await test.settled()
    await colleague.ok('PUT', `/api/conversations/${conversationId}/assignee`, { assigneeId: me })
    return conversationId
  }

  beforeAll(async () => {
    test = await testApp()
    service = await startPushService()
    inbox = (
      await test.inbox('email', {
        settings: {
          address: DESK,
          displayName: 'つむぎ草堂',
          authority: server.authority,
          smtp: { host: 'localhost', port: server.smtp.starttls, security: 'starttls', user: DESK },
        },
        secrets: { password: server.password },
      })
    ).id
    colleague = await test.person('lead')
    me = (await test.owner.ok<{ agent: { id: string } }>('GET', '/api/me')).agent.id
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const screen = await openScreen(browser, test.url)
    ;({ page, broken } = screen)
    await screen.context.addInitScript(() => {
      if (location.protocol !== 'about:') localStorage.setItem('madoguchi.theme', 'auto')
    })
    const { publicKey } = await test.owner.ok<{ publicKey: string }>('GET', '/api/me/push-key')
    await screen.context.addInitScript(subscribeAt, service.subscribe(publicKey))
  })
  afterAll(async () => {
    await browser?.close()
    await service?.close()
    await server.stop()
  })

  it('begins on a device, and is tried there', async () => {
    await page.goto('/settings/notifications')
    await page.getByText('プッシュ通知を受け取る端末はまだありません').waitFor()
    await page.getByRole('button', { name: 'この端末で受け取る' }).click()
    await page.getByText('この端末', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'プッシュを送る' }).click()
    await page.getByText('1台の端末に送信しました').waitFor()
    expect(service.delivered.map(({ text }) => JSON.parse(text) as object)).toMatchObject([
      { title: 'テスト通知です', href: '/settings/notifications' },
    ])
    await page.getByRole('button', { name: 'メールを送る' }).click()
    await page.getByText('メール：送信しました').waitFor()
    await expect
      .poll(async () => (await readMailbox(server, OWNER)).map(({ subject }) => subject), within)
      .toEqual(['テスト通知です'])
    expect(await axeProblemsInBothThemes(page)).toEqual([])
  })

  it('comes by push and by mail to whoever looks elsewhere, and stands in the history with what became of it', async () => {
    await page.getByRole('checkbox', { name: '会話が自分に割り当てられたとき メール' }).check()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('保存しました').first().waitFor()
    // Whoever looks at the app needs no telling elsewhere.
    await page.goto('/health')
    const id = await assigned('hanako', '急須のふたが割れていました')
    await expect.poll(() => service.delivered.length, within).toBe(2)
    expect(JSON.parse(service.delivered[1]?.text ?? '')).toMatchObject({
      title: expect.stringContaining('会話が割り当てられました'),
      body: expect.stringMatching(/^#\d+$/),
      href: `/inbox/${id}?status=any`,
    })
    await page.goto('/settings/notifications')
    await page.getByRole('link', { name: '通知の履歴を見る' }).click()
    const row = page.getByRole('listitem').filter({ hasText: '会話が割り当てられました' })
    await row.getByText('プッシュ：1台の端末に送信しました').waitFor()
    await row.getByText(/メール：/).waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
  })

  it('is quiet when they want it so', async () => {
    await page.goto('/settings/notifications')
    await page.getByRole('radio', { name: '時間帯を指定' }).check()
    await page.getByLabel('開始').fill('00:01')
    await page.getByLabel('終了').fill('00:00')
    await page.getByLabel('メールのまとめ方').selectOption('daily')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('保存しました').first().waitFor()
    await page.goto('/health')
    await assigned('jiro', '領収書の宛名について')
    const last = async () =>
      (
        await test.owner.ok<{
          items: { sendings: { way: string; state: string; reason: string | null }[] }[]
        }>('GET', '/api/me/tellings')
      ).items[0]?.sendings.find(({ way }) => way === 'push')
    await expect.poll(last, within).toMatchObject({ state: 'waiting', reason: 'quiet' })
    expect(service.delivered).toHaveLength(2)
  })

  it('can be looked into by whoever manages people', async () => {
    await page.goto(`/settings/people/${colleague.id}`)
    await page.getByRole('link', { name: '通知の履歴を開く' }).click()
    await page.getByText('まだ通知はありません').waitFor()
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await page.goto(`/settings/people/${me}/notifications`)
    await page
      .getByText(/おやすみ時間が終わるまで/)
      .first()
      .waitFor()
  })

  it('ends where they want it to', async () => {
    await page.goto('/settings/notifications')
    await page.getByRole('button', { name: /への通知をやめる/ }).click()
    await page.getByText('プッシュ通知を受け取る端末はまだありません').waitFor()
    expect(await test.owner.ok('GET', '/api/me/push-devices')).toEqual([])
  })

  it('breaks nothing on the way', () => expect(broken).toEqual([]))
})
