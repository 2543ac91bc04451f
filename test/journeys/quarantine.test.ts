import { readFileSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newKey, windowsOf } from '../../server/channels/chat/fixtures/windows.ts'
import { sql } from '../../server/kernel/db/index.ts'
import { writeInboxHealth } from '../../server/modules/inboxes/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { findChromium } from '../harness/chromium.ts'
import { axeProblems } from '../harness/axe.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()

describe.skipIf(!found.path)('what could not be taken in', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let inbox: { id: string; token: string }

  beforeAll(async () => {
    test = await testApp()
    inbox = await test.inbox('chat', { name: '店頭チャット' })
    const windows = windowsOf(test.url, inbox.token)
    const { session } = await windows.open()
    await windows.call('POST', '/messages', { session, json: { id: newKey(), text: '在庫を教えてください' } })
    await test.settled()
    // As a fault of ours leaves it: one whose bytes can be read after all, and one that never can.
    await test.db.run(sql`
      update arrivals set state = 'quarantined', reason = 'unstorable: a fault that was mended since'
      where workspace_id = ${test.workspaceId} and inbox_id = ${inbox.id}`)
    await test.db.run(sql`
      insert into arrivals (workspace_id, id, inbox_id, external_id, raw, state, attempts, reason, received_at)
      values (${test.workspaceId}, gen_random_uuid(), ${inbox.id}, 'broken', ${Buffer.from('no envelope')}, 'quarantined', 1,
        'unreadable: no envelope', now())`)
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const screen = await openScreen(browser, test.url)
    page = screen.page
    broken = screen.broken
  })
  afterAll(() => browser?.close())

  it('is counted in the list of inboxes, and a failing inbox is named on every screen', async () => {
    await page.goto('/settings/inboxes')
    await page.getByText('取り込めない受信 2件').waitFor()
    const reason = { en: 'No route', ja: '経路がありません' }
    await writeInboxHealth(test.db, inbox.id, { state: 'failing', reason })
    await page.getByText('窓口「店頭チャット」に接続できていません。').waitFor()
    await page.goto('/inbox')
    await page.getByRole('link', { name: '確認する' }).click()
    await page.getByRole('heading', { name: '受信の状態' }).waitFor()
    await page.getByText('経路がありません').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await page.getByRole('link', { name: '店頭チャット' }).click()
    await page.getByRole('heading', { name: '店頭チャット' }).waitFor()
    await writeInboxHealth(test.db, inbox.id, { state: 'ok' })
    await page.getByText('窓口「店頭チャット」に接続できていません。').waitFor({ state: 'detached' })
    await page.getByText('最後に接続できた日時').waitFor()
  })

  it('is not known of a mailbox that never connected', async () => {
    const { id } = await test.inbox('email', {
      name: '問い合わせ',
      settings: { address: 'desk@shop.example' },
    })
    const other = await page.context().newPage()
    await other.goto(`/settings/inboxes/${id}/health`)
    const figure = (name: string) => other.locator('dl > div').filter({ hasText: name })
    await expect.poll(() => figure('遅れ').innerText()).toMatch(/まだわかりません\s+接続できると表示されます/)
    expect(await figure('過去のメッセージ').innerText()).toContain('まだわかりません')
    await other.getByText('まだ一度も接続できていないため、わかりません。').waitFor()
    await writeInboxHealth(test.db, id, { state: 'ok' })
    await expect.poll(() => figure('遅れ').innerText()).toContain('接続先に未取得のものはありません')
    expect(await figure('過去のメッセージ').innerText()).toContain('完了')
    await other.getByText('取得できなかったメッセージはありません。').waitFor()
    await other.close()
  })

  it('is shown with its cause, handed out as it came, and taken in once more', async () => {
    const list = page.getByRole('list', { name: '取り込めなかった受信データ' })
    await list.getByText('内容を読み取れませんでした。').waitFor()
    const broke = list.getByRole('listitem').filter({ hasText: 'no envelope' })
    const download = page.waitForEvent('download')
    await broke.getByRole('link', { name: '受信した元のデータをダウンロード' }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^arrival-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.raw$/)
    expect(readFileSync(await file.path(), 'utf8')).toBe('no envelope')
    await page.getByRole('button', { name: 'すべてもう一度取り込む' }).click()
    await page.getByText('すべてもう一度取り込んでいます。').first().waitFor()
    await test.settled()
    // The good one is gone, the other is back: told live.
    await list.getByText('a fault that was mended since').waitFor({ state: 'detached' })
    await list.getByText('内容を読み取れませんでした。').waitFor()
    const states = await test.db.many(sql`
      select state, count(*) as n from arrivals where workspace_id = ${test.workspaceId} group by state order by state`)
    expect(states).toEqual([
      { state: 'done', n: 1 },
      { state: 'quarantined', n: 1 },
    ])
    expect(broken).toEqual([])
  })

  it('is dismissed with a way back, at once and later', async () => {
    const list = page.getByRole('list', { name: '取り込めなかった受信データ' })
    const counts = async () =>
      (await test.owner.ok<{ count: number }[]>('GET', '/api/quarantine')).map(({ count }) => count)
    await list.getByRole('button', { name: '対応不要にする' }).click()
    await list.waitFor({ state: 'detached' })
    expect(await counts()).toEqual([])
    await page.getByRole('button', { name: /元に戻す/ }).click()
    await list.getByRole('button', { name: '対応不要にする' }).click()
    await list.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '対応不要にしたものを表示' }).click()
    await list.getByText('内容を読み取れませんでした。').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await list.getByRole('button', { name: '一覧に戻す' }).click()
    await page.getByText('対応不要にしたものはありません。').waitFor()
    await page.getByRole('button', { name: '取り込めなかったものの一覧に戻る' }).click()
    await list.getByRole('button', { name: 'もう一度取り込む' }).waitFor()
    expect(await counts()).toEqual([1])
    expect(broken).toEqual([])
  })

  it('is looked after by leads, who set nothing up', async () => {
    const { id } = await test.person('lead')
    const { url } = await test.owner.ok<{ url: string }>('POST', `/api/agents/${id}/password-reset`)
    const password = 'a long enough password'
    await test.owner.ok('POST', `/api/password-resets/${new URL(url).hash.slice(1)}`, { password })
    const lead = await openScreen(browser, test.url, { email: 'lead1@shop.example', password, theme: 'dark' })
    await lead.page.goto('/settings/inboxes')
    await lead.page.getByRole('link', { name: '店頭チャット' }).click()
    const list = lead.page.getByRole('list', { name: '取り込めなかった受信データ' })
    await list.getByRole('button', { name: 'もう一度取り込む' }).waitFor()
    for (const name of ['一時停止する', '保存', '窓口を追加', 'アーカイブする'])
      expect(await lead.page.getByRole('button', { name }).count()).toBe(0)
    expect(await lead.page.getByRole('textbox').count()).toBe(0)
    await list.getByRole('button', { name: 'もう一度取り込む' }).click()
    await lead.page.getByText('もう一度取り込んでいます。').first().waitFor()
    await test.settled()
    await list.getByText('内容を読み取れませんでした。').waitFor()
    expect(lead.broken).toEqual([])
    await lead.context.close()
  })
})
