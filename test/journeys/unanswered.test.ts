import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../server/kernel/db/index.ts'
import { receive } from '../factories/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblemsInBothThemes } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }

describe.skipIf(!found.path)('the alert for unanswered questions', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]
  let inbox: string

  beforeAll(async () => {
    test = await testApp()
    inbox = (await test.inbox('email', { name: 'メール', settings: { address: 'help@shop.example' } })).id
    await test.inbox('chat', { name: 'チャット' })
    await test.team('夜間')
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const screen = await openScreen(browser, test.url)
    ;({ page, broken } = screen)
    await screen.context.addInitScript(() => globalThis.localStorage.setItem('madoguchi.theme', 'auto'))
  })
  afterAll(() => browser?.close())

  /** Has the room look, as it does each minute. */
  const look = async () => {
    const room = test.app.rooms.find(({ name }) => name === 'unanswered')
    await room?.recurring?.[0]?.run({ db: test.db } as never)
    await test.settled()
  }

  it('is set for everywhere and otherwise for one inbox', async () => {
    await page.goto('/settings/unanswered')
    await page.getByRole('textbox', { name: 'お知らせするまでの時間' }).fill('2')
    await page.getByRole('radio', { name: '24時間計測' }).check()
    await page.getByRole('button', { name: '個別の設定を追加' }).click()
    await page.getByLabel('対象').selectOption({ label: 'チャット' })
    const chat = page.getByRole('listitem').filter({ has: page.getByLabel('対象') })
    await chat.getByRole('textbox', { name: 'お知らせするまでの時間' }).fill('')
    expect(await axeProblemsInBothThemes(page)).toEqual([])
    await page.getByRole('button', { name: '保存' }).click()
    const kept = () => test.owner.ok<object[]>('GET', '/api/unanswered-rules')
    await expect
      .poll(kept, within)
      .toMatchObject([{ inboxId: null, seconds: 7200, businessTime: false }, { seconds: null }])
  })

  it('says what is wrong where it is wrong', async () => {
    await page.getByRole('textbox', { name: 'お知らせするまでの時間' }).first().fill('0')
    await page.getByRole('button', { name: '保存' }).click()
    const wrong = page.getByText('1分から1年までの長さで入力してください。')
    await expect.poll(() => wrong.count(), within).toBe(1)
    await page.getByRole('button', { name: '変更を破棄' }).click()
  })

  it('comes once under the bell, and leads to those who wait longest', async () => {
    const ids: string[] = []
    for (const [from, hours] of [
      ['sabishii', 5],
      ['matsu', 3],
      ['kita-bakari', 1],
    ] as const) {
      const { conversationId } = await receive(test.db, `${from}@mail.example`, inbox, { subject: from })
      ids.push(conversationId)
      await test.db.run(sql`
        update conversations set waiting_since = now() - ${hours} * interval '1 hour'
        where workspace_id = ${test.workspaceId} and id = ${conversationId}`)
    }
    await test.settled()
    await look()
    await look()
    await page.goto('/notices')
    const row = page.getByRole('link', { name: /2時間以上お待たせしている未回答の会話：2件/ })
    await row.click()
    await page.waitForURL('**/inbox?sort=waiting')
    await page.getByText('sabishii').first().waitFor()
    const subjects = page.getByRole('main').getByText(/^(sabishii|matsu|kita-bakari)$/)
    await expect
      .poll(async () => new Set(await subjects.allTextContents()), within)
      .toEqual(new Set(['sabishii', 'matsu', 'kita-bakari']))
  })

  it('breaks nothing on the way', () => expect(broken).toEqual([]))
})
