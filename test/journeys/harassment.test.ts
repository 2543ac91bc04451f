import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letterDesk } from '../harness/letter-desk.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const pictures = process.env.MADOGUCHI_PICTURES
const FROM = 'dogeza@customer.example'

describe.skipIf(!found.path)('harassment', () => {
  let desk: Awaited<ReturnType<typeof letterDesk>>
  let browser: Browser
  let page: Page
  let broken: string[]
  let talk: string

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const submit = (name: string) => dialog().getByRole('button', { name, exact: true })
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const look = async (name: string): Promise<void> => {
    if (pictures) await page.screenshot({ path: `${pictures}/harassment-${name}.png` })
  }

  beforeAll(async () => {
    desk = await letterDesk()
    await desk.write('おい、いますぐ土下座しろ。名前を晒すぞ。', FROM)
    talk = (await desk.talks(FROM))[0]?.id as string
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, desk.test.url))
  })
  afterAll(() => browser?.close())

  it('has refusals in the library that are approved', async () => {
    const made = await desk.lead.ok<{ id: string }>('POST', '/api/templates', {
      title: '今後の対応のお断り',
      variants: [
        { language: 'ja', body: 'これ以上の対応はいたしかねます。\n申し立て：{{customer.appeal-link}}' },
      ],
    })
    await page.goto(`/templates/${made.id}`)
    await page.getByLabel('用途').selectOption({ label: 'カスハラへの対応のお断り' })
    await button('保存').click()
    await said('保存しました')
    await button('この版を承認').click()
    await said('承認しました。')
    expect(await desk.lead.ok('GET', `/api/templates/${made.id}`)).toMatchObject({
      purpose: 'refusal',
      status: 'approved',
    })
  })

  it('is reported beside the conversation, with kinds and evidence', async () => {
    await page.goto(`/inbox/${talk}`)
    await page.locator('#side-work').click()
    await button('カスハラを報告').click()
    await submit('報告する').click()
    await said('種類を1つ以上選んでください。')
    await dialog().getByRole('checkbox', { name: /^暴言/ }).check()
    await dialog()
      .getByRole('checkbox', { name: /^威嚇・脅迫/ })
      .check()
    await dialog().getByLabel('起きたこと').fill('土下座を強要し、名前を公開すると脅した')
    await dialog()
      .getByRole('checkbox', { name: /土下座しろ/ })
      .check()
    expect(await axeProblems(page)).toEqual([])
    await look('report')
    await submit('報告する').click()
    await said('報告しました')
    await page.getByRole('article', { name: 'カスハラ' }).getByText('証拠 1件').waitFor()
  })

  it('is taken over and decided on by a lead', async () => {
    await button('対応を引き継ぐ').click()
    await submit('対応を引き継ぐ').click()
    await said('対応を引き継ぎました')
    await button('判定する').click()
    await dialog()
      .getByRole('radio', { name: /^カスハラに当たる/ })
      .check()
    await dialog().getByLabel('理由').fill('脅迫に当たる')
    expect(await axeProblems(page)).toEqual([])
    await look('decide')
    await submit('判定する').click()
    await said('カスハラと判定')
  })

  it('leads to a block with a reason, a day of review and an approved refusal', async () => {
    await button('連絡を制限').click()
    await dialog().getByRole('checkbox', { name: '件数を制限する' }).check()
    await dialog().getByRole('checkbox', { name: '時間帯を制限する' }).check()
    expect(await axeProblems(page)).toEqual([])
    await look('limit')
    await dialog()
      .getByRole('radio', { name: /^ブロックする/ })
      .check()
    await submit('ブロックする').click()
    await said('理由を入力してください。')
    await dialog().getByLabel('理由').fill('脅迫が続くため')
    await dialog().getByLabel('お客様への通知').selectOption({ label: '今後の対応のお断り' })
    await look('block')
    await submit('ブロックする').click()
    await said('ブロックしました')
    await said('ブロック中（連絡をすべて保留）')
    await look('beside')
  })

  it('holds what comes then, tells the customer once, and lets one in', async () => {
    await desk.write('まだ終わっていないぞ', FROM)
    await desk.write('返事をしろ', FROM)
    await said('これ以上の対応はいたしかねます。')
    await page.getByRole('link', { name: '記録を開く' }).click()
    await page.waitForURL('**/care/harassments/*')
    await said('保存した時点の内容です。')
    await page.getByText('保留中の連絡 2件').click()
    await page.getByText('受信した内容を表示').first().click()
    await said(/返事をしろ/)
    expect(await axeProblems(page)).toEqual([])
    await look('record')
    await button('受け入れる').first().click()
    await said('受け入れました。まもなく会話に表示されます。')
    await desk.test.settled()
    await expect.poll(async () => (await desk.talks(FROM))[0]?.count).toBe(2)
  })

  it('takes an appeal from whoever has the link, on which somebody else decides', async () => {
    const told = (await desk.said(talk)).find(({ kind }) => kind === 'outbound')
    const link = /\/appeal#\S+/.exec(told?.text ?? '')?.[0] as string
    const outside = await browser.newContext({ baseURL: desk.test.url, locale: 'ja-JP' })
    const customer = await outside.newPage()
    await customer.goto(link)
    await customer.getByLabel('申し立ての内容').fill('言い過ぎました。申し訳ありません。')
    expect(await axeProblems(customer)).toEqual([])
    if (pictures) await customer.screenshot({ path: `${pictures}/harassment-appeal.png` })
    await customer.getByRole('button', { name: '送信する' }).click()
    await customer.getByText('申し立てを受け付けました。').waitFor()
    await outside.close()
    await said('申し立てが届いています。')
    await button('申し立てを判断').click()
    await dialog().getByRole('radio', { name: '申し立てを認め、制限を解除する' }).check()
    await dialog().getByLabel('判断の理由').fill('謝罪があったため')
    await submit('決定する').click()
    await said('自分が設定した制限への申し立ては、ほかの人が判断します。')
    await dialog().getByRole('button', { name: 'キャンセル' }).click()
    const { appeals } = await desk.lead.ok<{ appeals: { id: string }[] }>(
      'GET',
      `/api/harassments/${page.url().split('/').at(-1)}`,
    )
    await desk.lead.ok('POST', `/api/appeals/${appeals[0]?.id}/decision`, {
      outcome: 'lifted',
      answer: '謝罪があったため',
      reviewOn: null,
    })
    await said('申し立てを認め、制限を解除')
    await desk.write('ありがとうございます', FROM)
    await expect.poll(async () => (await desk.talks(FROM))[0]?.count).toBe(3)
    await look('decided')
  })

  it('is closed, listed, and counted for whoever bore it', async () => {
    await button('完了にする').click()
    await dialog().getByLabel('理由').fill('謝罪を受け入れた')
    await submit('完了にする').click()
    await said('完了にしました')
    await page.goto('/care/harassments?state=all')
    await page.getByRole('listitem').filter({ hasText: '土下座を強要し' }).waitFor()
    await page.getByRole('list', { name: 'メンバーの被害件数' }).getByText('7日 1件').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await look('list')
  })

  it('fits a phone, and broke nothing', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('link', { name: /土下座を強要し/ }).click()
    await page.waitForURL('**/care/harassments/*')
    await said('土下座を強要し')
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    await look('phone')
    expect(broken).toEqual([])
  })
})
