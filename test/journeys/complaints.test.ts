import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../factories/index.ts'
import { testApp, type Client, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const pictures = process.env.MADOGUCHI_PICTURES

interface Known {
  id: string
  state: string
  severity: string
  repeatsId: string | null
  promiseKeptAt: string | null
}

describe.skipIf(!found.path)('a complaint', () => {
  let test: TestApp
  let hana: Client & { id: string }
  let browser: Browser
  let page: Page
  let broken: string[]
  let first: string
  let second: string

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const look = async (name: string): Promise<void> => {
    if (pictures) await page.screenshot({ path: `${pictures}/complaint-${name}.png` })
  }
  const of = async (id: string): Promise<Known> =>
    (await test.owner.ok<Known[]>('GET', `/api/conversations/${id}/complaints`))[0] as Known
  const show = async (id: string) => {
    await page.goto(`/inbox/${id}`)
    await page.locator('#side-work').click()
    await page.getByRole('heading', { name: 'クレーム' }).waitFor()
  }

  beforeAll(async () => {
    test = await testApp()
    hana = await test.person('agent')
    const { id } = await test.inbox('email', { settings: { address: 'shop@shop.example' } })
    const from = '山田 花子 <hanako@customer.example>'
    first = (await receive(test.db, from, id, { subject: '急須が割れていました' })).conversationId
    second = (await receive(test.db, from, id, { subject: 'また割れていました' })).conversationId
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(() => browser?.close())

  it('has causes and deadlines that a lead settles', async () => {
    await page.goto('/settings/complaints')
    await button('よくある原因をまとめて追加').click()
    await page.getByLabel('1番目の原因').fill('商品の破損')
    await page.getByLabel('1番目の原因').press('Enter')
    await page.getByLabel('2番目の原因').fill('梱包の不備')
    await page.getByLabel('重度').fill('１２')
    await page.getByLabel('軽度').fill('0')
    await button('保存').click()
    await said('1から8760までの整数で入力してください。')
    await page.getByLabel('軽度').fill('')
    await button('保存').click()
    await said('保存しました')
    const settings = await test.owner.ok<{ causes: { name: string }[]; hours: object }>(
      'GET',
      '/api/complaint-settings',
    )
    expect(settings.causes.slice(0, 2).map(({ name }) => name)).toEqual(['商品の破損', '梱包の不備'])
    expect(settings.hours).toEqual({ minor: null, serious: 72, critical: 12 })
    expect(await axeProblems(page)).toEqual([])
    await look('settings')
  })

  it('is recorded beside the conversation, and shows how much waits', async () => {
    await show(first)
    await button('クレームとして記録').click()
    await page.getByLabel('重大度').selectOption('critical')
    await page.getByLabel('お申し出の内容').fill('届いた急須の注ぎ口が割れていた')
    await dialog().getByLabel('担当').selectOption({ label: 'agent 1' })
    await said('空欄の場合は、重大度に応じて記録から12時間後になります。')
    expect(await axeProblems(page)).toEqual([])
    await look('open')
    await button('記録する').click()
    await said('クレームとして記録しました。')
    await page
      .getByRole('article', { name: 'クレーム' })
      .getByText('届いた急須の注ぎ口が割れていた')
      .waitFor()
    expect(await of(first)).toMatchObject({ state: 'open', severity: 'critical' })
    await page.locator('#side-work').getByText('未完了 1件').waitFor({ state: 'attached' })
  })

  it('takes a promise, is begun, and the promise is marked as kept', async () => {
    await button('対応を始める').click()
    await expect.poll(async () => (await of(first)).state).toBe('acting')
    await button('編集').click()
    await page.getByLabel('お約束の内容').fill('代わりの急須を明日お送りする')
    await dialog().getByLabel('お約束の期限の日付').fill('2099-12-31')
    await dialog().getByLabel('お詫びの内容').fill('お電話でお詫びした')
    expect(await axeProblems(page)).toEqual([])
    await look('edit')
    await button('保存').click()
    await said('代わりの急須を明日お送りする')
    await button('完了にする').click()
    await dialog().getByLabel('原因').selectOption({ label: '商品の破損' })
    await dialog().getByLabel('是正処置').fill('緩衝材を増やした')
    await dialog().getByRole('button', { name: '完了にする' }).click()
    await said('お客様との約束が未履行のままです。履行済みにするか、約束を削除してください。')
    await dialog().getByRole('button', { name: 'キャンセル' }).click()
    await button('お約束を履行済みにする').click()
    await expect.poll(async () => (await of(first)).promiseKeptAt).not.toBeNull()
  })

  it('is closed with its cause and what was done, and tells who changed what', async () => {
    await button('完了にする').click()
    await dialog().getByRole('button', { name: '完了にする' }).click()
    await said('原因を選んでください。')
    await dialog().getByLabel('原因').selectOption({ label: '商品の破損' })
    await dialog().getByLabel('是正処置').fill('緩衝材を増やした')
    await dialog().getByRole('button', { name: '完了にする' }).click()
    await said('クレームを完了にしました。')
    expect(await of(first)).toMatchObject({ state: 'closed' })
    await page.getByText('完了したクレーム 1件').click()
    await page.getByText('変更履歴').click()
    await page.getByRole('list', { name: '変更履歴' }).getByText('クレームとして記録しました').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await look('closed')
  })

  it('is offered where the customer complains again, and linked', async () => {
    await show(second)
    await test.owner.ok('POST', `/api/conversations/${second}/complaints`, {
      severity: 'serious',
      summary: '代わりの急須も割れていた',
      ownerId: null,
      dueAt: '2020-01-01T00:00:00.000Z',
    })
    // What others record shows by itself.
    await said('代わりの急須も割れていた')
    await page.getByText('再発の可能性 1件').click()
    await button(/の再発として関連付ける$/).click()
    await expect.poll(async () => (await of(second)).repeatsId).toBe((await of(first)).id)
    await button('関連付けを外す').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await look('repeated')
  })

  it('stands in the list, what is overdue counted at the rail, and is taken out', async () => {
    await page.goto('/inbox')
    await page.getByRole('link', { name: 'クレーム・カスハラ' }).getByText('1').waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('k')
    const row = (text: string) => page.getByRole('listitem').filter({ hasText: text })
    await row('代わりの急須も割れていた').getByText('期限超過').waitFor()
    await page.getByLabel('状態で絞り込む').selectOption('closed')
    await row('届いた急須の注ぎ口が割れていた').waitFor()
    await page.getByLabel('原因').selectOption({ label: '梱包の不備' })
    await said('条件に合うクレームはありません')
    await page.getByLabel('原因').selectOption('')
    await page.getByLabel('状態で絞り込む').selectOption('all')
    await row('代わりの急須も割れていた').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await look('list')
    const taken = page.waitForEvent('download')
    await page.getByRole('link', { name: '表示中の一覧を書き出す' }).click()
    expect((await taken).suggestedFilename()).toMatch(/^complaints_.*\.csv$/)
    await row('代わりの急須も割れていた').getByRole('link').click()
    await page.waitForURL(`**/inbox/${second}**`)
  })

  it('is removed by a lead where it was a mistake, not by others', async () => {
    expect(await hana.call('DELETE', `/api/complaints/${(await of(second)).id}`)).toMatchObject({
      status: 403,
    })
    await page.locator('#side-work').click()
    await button('編集').click()
    await button('この記録を削除').click()
    await button('削除する').click()
    await said('クレームの記録を削除しました。')
    await expect.poll(() => of(second)).toBeUndefined()
  })

  it('is counted by cause in the reports', async () => {
    await page.goto('/reports')
    await page.getByRole('heading', { name: 'クレーム件数' }).first().waitFor()
    const counted = await test.owner.ok<{ rows: { label: string; n: number }[] }>(
      'GET',
      `/api/metrics/complaints?from=${day(-1)}&to=${day(1)}&by=cause`,
    )
    expect(counted.rows).toMatchObject([{ label: '商品の破損', n: 1 }])
    await page.goto('/reports?metric=complaints&by=cause')
    await said('商品の破損')
    await look('report')
  })

  it('is read on a phone, and broke nothing', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    for (const [name, address] of [
      ['list-phone', '/care/complaints?state=all'],
      ['settings-phone', '/settings/complaints'],
    ] as const) {
      await page.goto(address)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await wide()).toBe(false)
      await look(name)
    }
    expect(broken).toEqual([])
  })
})

const day = (shift: number): string => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10)
