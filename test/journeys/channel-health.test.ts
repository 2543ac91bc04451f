import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../server/kernel/db/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { noteGaps, noteHeard, readState } from '../../server/modules/inboxes/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'
import { startMailServer, type MailServer } from '../mailserver/index.ts'

const found = findChromium()
const started = await startMailServer()
const within = { timeout: 25_000, interval: 200 }
const DESK = 'support@shop.example'

const mail = (subject: string, id = subject, body = 'よろしくお願いします。') =>
  [
    'From: =?UTF-8?B?5bGx55SwIOiKseWtkA==?= <hanako@customer.example>',
    `To: ${DESK}`,
    `Subject: ${subject}`,
    `Message-ID: <${id}@customer.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ].join('\r\n')

describe.skipIf('skipped' in started || !found.path)('the health of a mailbox', () => {
  const server = started as MailServer
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let inboxId: string

  const subjects = async (): Promise<string[]> =>
    (
      await test.db.many<{ subject: string }>(
        sql`select subject from messages where workspace_id = ${test.workspaceId} order by id`,
      )
    ).map(({ subject }) => subject)

  beforeAll(async () => {
    test = await testApp()
    await test.owner.ok('PATCH', '/api/me', { language: 'ja' })
    // It lay there before the inbox was connected, so that nobody fetches it by itself.
    await server.deliver(DESK, mail('left-behind'))
    ;({ id: inboxId } = await test.inbox('email', {
      name: 'サポート',
      address: DESK,
      secrets: { password: server.password },
      settings: {
        address: DESK,
        authority: server.authority,
        receive: {
          how: 'imap',
          host: 'localhost',
          port: server.imap.tls,
          security: 'tls',
          user: DESK,
          pollSeconds: 10,
        },
      },
    }))
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(async () => {
    await browser?.close()
    await test?.close()
    await server.stop()
  })

  it('shows a mail that came under the id of another, and takes it in when somebody wants it', async () => {
    await expect
      .poll(async () => readState<{ uidValidity: string }>(test.db, inboxId, 'imap'), within)
      .toBeTruthy()
    await page.goto(`/settings/inboxes/${inboxId}`)
    await page.getByRole('link', { name: '受信の状態を見る' }).click()
    await page.getByText('正常に受信しています。').waitFor()
    await server.deliver(DESK, mail('report-monday', 'daily'))
    await expect.poll(subjects, within).toEqual(['report-monday'])
    await server.deliver(DESK, mail('report-tuesday', 'daily'))
    const ignored = page.getByRole('list', { name: '重複として無視したもの' })
    await expect
      .poll(async () => {
        await page.reload()
        await ignored.or(page.getByText('重複として無視したものはありません。')).first().waitFor()
        return ignored.getByText('report-tuesday').count()
      }, within)
      .toBe(1)
    await ignored.getByText('山田 花子').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await ignored.getByRole('button', { name: '元のデータを表示' }).click()
    await page.getByRole('dialog').getByText('Message-ID: <daily@customer.example>').waitFor()
    await page.keyboard.press('Escape')
    await ignored.getByRole('button', { name: 'それでも取り込む' }).click()
    await expect.poll(subjects, within).toEqual(['report-monday', 'report-tuesday'])
    await page.getByText('重複として無視したものはありません。').waitFor()
    // Offered once more by the server, it would be known.
    await server.deliver(DESK, mail('report-tuesday', 'daily'))
    await server.deliver(DESK, mail('after-that'))
    await expect.poll(subjects, within).toEqual(['report-monday', 'report-tuesday', 'after-that'])
  })

  it('fetches a mail again that had been given up', async () => {
    const state = await readState<{ uidValidity: string }>(test.db, inboxId, 'imap')
    const [mine, gone] = [`${state?.uidValidity}:1`, `${state?.uidValidity}:4000`]
    await noteGaps(test.db, inboxId, [
      { key: mine, reason: 'The mail server did not give this mail.', attempts: 11 },
      { key: gone, reason: 'Command failed', attempts: 11 },
    ])
    // Told live.
    await page.getByText('取得できなかったメッセージがあります。').waitFor()
    const gaps = page.getByRole('list', { name: '取得できなかったメッセージ' })
    const line = gaps.getByRole('listitem').filter({ hasText: 'did not give this mail' })
    await line.getByRole('button', { name: 'もう一度取得する' }).click()
    await expect.poll(subjects, within).toContain('left-behind')
    await line.waitFor({ state: 'detached' })
    await gaps.getByRole('button', { name: 'もう一度取得する' }).click()
    await page.getByText('取得できなかったメッセージはありません。').waitFor()
    await page.getByText('正常に受信しています。').waitFor()
    await page.getByRole('button', { name: '30日以内に解決したものを表示' }).click()
    await gaps.getByText('取得済み').waitFor()
    await gaps.getByText('接続先から消失').waitFor()
  })

  it('processes again what could not be read, by which its sender is known', async () => {
    await test.db.run(sql`
      insert into arrivals (workspace_id, id, inbox_id, external_id, raw, state, attempts, reason, received_at)
      values (${test.workspaceId}, ${newId()}, ${inboxId}, 'mended', ${Buffer.from(mail('mended-since'))}, 'quarantined', 2,
        'unreadable: a fault that was mended since', now())`)
    await page.reload()
    await page.getByText('取り込めなかった受信データが1件あります。').waitFor()
    const list = page.getByRole('list', { name: '取り込めなかった受信データ' })
    await list.getByText('mended-since').waitFor()
    await list.getByText('2回試行').waitFor()
    await list.getByRole('button', { name: 'もう一度取り込む' }).click()
    await expect.poll(subjects, within).toContain('mended-since')
    await page.getByText('取り込めなかった受信データはありません。').waitFor()
  })

  it('reads a message again whose words came out wrong', async () => {
    await test.db.run(sql`
      update messages set text = '????' where workspace_id = ${test.workspaceId} and subject = 'mended-since'`)
    await page.goto('/inbox')
    await page.getByText('mended-since').first().click()
    await page.getByText('????').first().waitFor()
    await page.getByRole('button', { name: '宛先の詳細' }).first().click()
    await page.getByRole('button', { name: '受信した元のメールを表示' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'もう一度読み取る' }).click()
    await page.getByText('メッセージを読み取り直しました。').waitFor()
    await expect.poll(() => page.getByText('????').count(), within).toBe(0)
    expect(await page.getByText('よろしくお願いします。').count()).toBeGreaterThan(0)
  })

  it('names an inbox that is unusually quiet, and one to be looked at above every page and in the list', async () => {
    await page.goto(`/settings/inboxes/${inboxId}/health`)
    const since = new Date(Date.now() - 5 * 3600_000)
    await expect
      .poll(async () => {
        // The product looks by itself, too, and would find that mail came just now.
        await noteHeard(test.db, inboxId, { heardAt: since, silentSince: since }, new Date())
        return page.getByText('普段なら連絡が届く時間帯ですが、何も届いていません。').count()
      }, within)
      .toBe(1)
    await noteGaps(test.db, inboxId, [{ key: 'elsewhere:1', reason: 'Command failed', attempts: 11 }])
    await page.goto('/settings/inboxes')
    await page.getByText('未取得あり').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await page.goto('/inbox')
    await page.getByText('窓口「サポート」の受信状況をご確認ください。').waitFor()
    await page.getByRole('link', { name: '確認する' }).click()
    await page.getByRole('heading', { name: '受信の状態' }).waitFor()
    expect(broken).toEqual([])
  })

  it('takes nothing in from a sender who is blocked', async () => {
    await page.goto('/settings/inboxes')
    await page.getByRole('textbox', { name: 'メールアドレスまたはドメイン' }).fill('@customer.example')
    await page.getByRole('button', { name: 'ブロックする' }).click()
    await page.getByText('ブロックしました。').waitFor()
    await server.deliver(DESK, mail('unwanted'))
    const reasons = async () =>
      (
        await test.db.many<{ reason: string }>(sql`
          select reason from arrivals where workspace_id = ${test.workspaceId} and external_id like 'mid:unwanted@%'`)
      ).map(({ reason }) => reason)
    await expect.poll(reasons, within).toEqual(['blocked: '])
    await page.goto(`/settings/inboxes/${inboxId}/health`)
    const others = page.getByRole('list', { name: 'メッセージにしなかった受信データ' })
    await others.getByText('unwanted', { exact: true }).waitFor()
    await others.getByText('送信者がブロックされています。').waitFor()
    await page.goto('/settings/inboxes')
    await page.getByRole('button', { name: '解除する' }).click()
    await page.getByText('ブロックしている送信者はありません。').waitFor()
    expect(await subjects()).not.toContain('unwanted')
  })
})
