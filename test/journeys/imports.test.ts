import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../server/kernel/db/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const MANY = 50_000
const PEOPLE = 20_000
const DAY_MS = 86_400_000
const LONG = { timeout: 240_000 }

const customer = (n: number): object => ({
  id: 9_000_000 + n,
  name: `お客様 ${n}`,
  email: `customer${n}@mail.example`,
  role: 'end-user',
  created_at: '2022-04-01T00:00:00Z',
})

/** A ticket as the export has it: asked, answered by 佐藤 a little later; every fiftieth is still open. */
const ticket = (n: number): object => {
  const at = Date.UTC(2024, 0, 1) + n * 600_000
  const asked = new Date(at).toISOString()
  const answered = new Date(at + DAY_MS / 4).toISOString()
  const said = (id: number, author: number, body: string, when: string, messageId?: string) => ({
    id: n * 10 + id,
    type: 'Comment',
    author_id: author,
    body,
    plain_body: body,
    public: true,
    attachments: [],
    created_at: when,
    metadata: { system: messageId ? { message_id: `<${messageId}>` } : {} },
  })
  const from = 9_000_000 + (n % PEOPLE)
  const isOpen = n % 50 === 0
  return {
    url: `https://shop.zendesk.com/api/v2/tickets/${n}.json`,
    id: n,
    subject: `ご注文 ${n} について`,
    status: isOpen ? 'open' : 'closed',
    priority: n % 9 === 0 ? 'high' : 'normal',
    requester_id: from,
    assignee_id: 501,
    tags: [n % 2 === 0 ? '配送' : '返品'],
    created_at: asked,
    updated_at: answered,
    comments: [
      said(
        1,
        from,
        `先日注文した商品 ${n} がまだ届きません。配送状況を教えてください。`,
        asked,
        `q${n}@mail.example`,
      ),
      ...(isOpen ? [] : [said(2, 501, `商品 ${n} は本日発送いたしました。`, answered)]),
    ],
  }
}

/** Writes an export of real size, line by line. */
const writeExport = async (path: string): Promise<void> => {
  const out = createWriteStream(path)
  const line = async (value: object): Promise<void> => {
    if (!out.write(`${JSON.stringify(value)}\n`)) await once(out, 'drain')
  }
  await line({ id: 501, name: '佐藤 花', email: 'sato@shop.example', role: 'agent' })
  await line({ id: 502, name: 'もういない人', email: 'gone@old.example', role: 'agent' })
  for (let n = 0; n < PEOPLE; n += 1) await line(customer(n))
  for (let n = 1; n <= MANY; n += 1) await line(ticket(n))
  out.write('{"id": 7, "subject": "broken", "requester_id": 1, "created_at": "never"}\n{"id": 8, "broken":')
  out.end()
  await once(out, 'close')
}

describe.skipIf(!found.path)('an import', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-imports-'))

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const said = (text: string | RegExp, wait = 20_000) =>
    page.getByText(text).first().waitFor({ timeout: wait })
  /** A number of the summary, by its name. */
  const figure = (name: string) => page.locator('dl > div').filter({ hasText: name }).locator('dd')
  const choose = async (path: string) => {
    const chooser = page.waitForEvent('filechooser')
    await button(/ファイル/)
      .first()
      .click()
    await (await chooser).setFiles(path)
  }
  const count = async (table: 'events' | 'deliveries'): Promise<number> =>
    Number(
      (
        await test.db.one<{ n: number }>(
          table === 'events'
            ? sql`select count(*) as n from events where workspace_id = ${test.workspaceId}`
            : sql`select count(*) as n from deliveries where workspace_id = ${test.workspaceId}`,
        )
      ).n,
    )

  beforeAll(async () => {
    test = await testApp()
    await test.inbox('email', {
      name: 'サポート',
      address: 'support@shop.example',
      settings: { address: 'support@shop.example' },
    })
    await test.owner.ok('POST', '/api/agents', {
      name: '佐藤 花',
      email: 'sato@shop.example',
      role: 'agent',
      teamIds: [],
      language: 'ja',
    })
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it(
    `of ${MANY} conversations is looked through, decided on, and there to be searched and answered`,
    LONG,
    async () => {
      const path = join(folder, 'zendesk.json')
      await writeExport(path)
      await page.goto('/settings/imports')
      await said('まだ何も取り込んでいません')
      await button('取り込む').click()
      await page.getByRole('heading', { name: 'データを取り込む', level: 1 }).waitFor()
      expect(await axeProblems(page)).toEqual([])
      await choose(path)
      await button('ファイルを送信').click()
      await page.getByRole('heading', { name: '取り込む内容' }).waitFor({ timeout: 120_000 })
      expect(await figure('会話').textContent()).toBe('50,000')
      expect(await figure('お客様').textContent()).toBe('20,000')
      await said('日時が不明')
      await said('読み取れないデータ')
      // Whoever has the same address is chosen already; who has gone is nobody.
      expect(await page.getByLabel('「佐藤 花」の意味').locator('option:checked').textContent()).toBe(
        '佐藤 花',
      )
      expect(await page.getByLabel('「もういない人」の意味').inputValue()).toBe('')
      expect(await axeProblems(page)).toEqual([])
      const before = [await count('deliveries')]
      await page.getByLabel('「返品」の意味').selectOption({ label: '取り込まない' })
      await button('取り込みを実行').click()
      await page.getByRole('dialog').getByRole('button', { name: '取り込みを実行' }).click()
      await page.getByRole('progressbar', { name: '取り込んでいます' }).waitFor()
      await page.getByRole('heading', { name: '取り込んだ内容' }).waitFor({ timeout: 200_000 })
      expect(await figure('会話').textContent()).toBe('50,000')
      expect(await axeProblems(page)).toEqual([])
      expect([await count('deliveries')]).toEqual(before)
      const open = await test.owner.ok<{ items: { subject: string; assigneeId: string | null }[] }>(
        'GET',
        '/api/conversations?status=open&limit=5',
      )
      expect(open.items).toHaveLength(5)
      const hits = await test.owner.ok<{ items: unknown[] }>(
        'GET',
        `/api/search?q=${encodeURIComponent('商品 31415')}`,
      )
      expect(hits.items.length).toBeGreaterThan(0)
      expect(broken).toEqual([])
    },
  )

  it(
    'of a table is asked for its columns, tells what is wrong with its rows, and is taken back',
    LONG,
    async () => {
      const path = join(folder, 'old.csv')
      writeFileSync(
        path,
        '番号,日時,お名前,メールアドレス,件名,本文\r\nT-1,2024/03/05 9:30,山田 花子,table1@mail.example,質問,教えてください\r\nT-2,いつか,山田 次郎,table2@mail.example,質問,日付なし\r\n',
      )
      await page.goto('/settings/imports/new')
      await page.getByLabel(/表（CSV）/).check()
      await choose(path)
      await button('ファイルを送信').click()
      await page.getByRole('heading', { name: '列の内容' }).waitFor()
      expect(await page.getByLabel('「メールアドレス」の意味').inputValue()).toBe('mail')
      expect(await axeProblems(page)).toEqual([])
      await page.getByLabel('「本文」の意味').selectOption('')
      await button('読み取る').click()
      await said('本文と日時の列が必要です。両方を選んでください。')
      await page.getByLabel('「本文」の意味').selectOption('text')
      await button('読み取る').click()
      await page.getByRole('heading', { name: '取り込む内容' }).waitFor()
      await said('日時が不明')
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'CSVで保存' }).click()
      expect((await download).suggestedFilename()).toMatch(/^import-.*csv\.csv$/)
      await button('取り込みを実行').click()
      await page.getByRole('dialog').getByRole('button', { name: '取り込みを実行' }).click()
      await page.getByRole('heading', { name: '取り込んだ内容' }).waitFor()
      expect(await figure('会話').textContent()).toBe('1')
      const hits = await test.owner.ok<{ items: { snippet: string }[] }>('GET', '/api/search?q=T-1')
      expect(hits.items.map(({ snippet }) => snippet)).toContainEqual(expect.stringContaining('T-1'))
      await button('取り消す').click()
      await page.getByRole('dialog').getByRole('button', { name: '取り消す' }).click()
      await page.getByRole('heading', { name: '取り消した内容' }).waitFor()
      expect(await figure('会話').textContent()).toBe('1')
      await button('削除する').click()
      await page.getByRole('dialog').getByRole('button', { name: '削除する' }).click()
      await page.getByRole('heading', { name: 'データの取り込み', level: 1 }).waitFor()
      await said('zendesk.json')
      expect(await page.getByText('old.csv').count()).toBe(0)
      expect(broken).toEqual([])
    },
  )

  it('that was left while its file was sent goes on where it stopped', async () => {
    const bytes = Buffer.from('x'.repeat(5 * 1024 * 1024))
    const [inbox] = await test.owner.ok<{ id: string }[]>('GET', '/api/inboxes')
    const { id } = await test.owner.ok<{ id: string }>('POST', '/api/imports', {
      source: 'zendesk',
      fileName: 'half.json',
      size: bytes.length,
      inboxId: inbox?.id,
    })
    await test.owner.ok('PUT', `/api/imports/${id}/pieces/0`, bytes.subarray(0, 4 * 1024 * 1024))
    const path = join(folder, 'half.json')
    writeFileSync(path, bytes)
    await page.goto(`/settings/imports/${id}`)
    await said('の送信が途中です')
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PUT') sent.push(request.url().split('/').at(-1) ?? '')
    })
    await choose(path)
    // What it holds is nothing that could be imported, and that is said.
    await said('取り込めるデータが見つかりませんでした')
    expect(sent).toEqual(['1'])
  })
})
