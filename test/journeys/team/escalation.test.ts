import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MailSink, startMailSink } from '../../chaos/mail-sink.ts'
import { axeProblems } from '../../harness/axe.ts'
import { found, openDesk, within } from '../inbox/open-desk.ts'

interface Aside {
  id: string
  state: string
  messages: { text: string; state: string | null; via: string }[]
}

describe.skipIf(!found.path)('asking others about a conversation', () => {
  const desk = openDesk('ja')
  let sink: MailSink
  let conversation: string
  const page = () => desk.page()
  const side = (on: Page = page()) => on.getByRole('complementary', { name: 'お客様情報' })
  const dialog = () => page().getByRole('dialog')
  const card = (name: string) =>
    side()
      .getByRole('listitem')
      .filter({ has: page().getByRole('heading', { name }) })
  const asides = () => desk.app().owner.ok<Aside[]>('GET', `/api/conversations/${conversation}/asides`)
  const mailTo = async (address: string) => {
    const theirs = () =>
      sink.mails.filter(({ to }) =>
        [to ?? []].flat().some(({ value }) => value.some((one) => one.address === address)),
      )
    await expect.poll(() => theirs().length, within).toBeGreaterThan(0)
    return theirs().at(-1)
  }

  beforeAll(async () => {
    sink = await startMailSink()
    await desk.app().owner.ok('PATCH', `/api/inboxes/${desk.inboxId()}`, {
      settings: {
        address: 'support@shop.example',
        plusAddressing: true,
        smtp: { host: '127.0.0.1', port: sink.port, security: 'none' },
      },
    })
    conversation = await desk.mail('hanako@customer.example', '急須の注ぎ口が欠けていました')
    const { agent } = await desk.app().owner.ok<{ agent: { id: string } }>('GET', '/api/me')
    await desk.app().owner.ok('PUT', `/api/conversations/${conversation}/assignee`, { assigneeId: agent.id })
  })
  afterAll(() => sink?.stop())

  it('is prepared once: who is asked, about what, and within how many hours', async () => {
    await page().goto('/settings/partners')
    await page().getByText('連携先はまだありません').waitFor()
    await page().getByRole('button', { name: '連携先を追加' }).click()
    await dialog().getByLabel('名称').fill('品質管理課')
    await dialog().getByLabel('メールアドレス').fill('品質 ＜quality')
    await dialog().getByRole('button', { name: '作成' }).click()
    await dialog().getByText('メールアドレスを正しく入力してください。').waitFor()
    await dialog().getByLabel('メールアドレス').fill('品質 ＜quality@works.example＞')
    expect(await axeProblems(page())).toEqual([])
    await dialog().getByRole('button', { name: '作成' }).click()
    await page().getByRole('button', { name: '品質管理課', exact: true }).waitFor()
    await page().getByRole('button', { name: '種別を追加' }).click()
    await dialog().getByLabel('種別の名前').fill('破損の調査')
    await dialog().getByLabel('エスカレーション先').selectOption('品質管理課')
    await dialog().getByLabel('回答期限（時間）').fill('２４')
    await dialog().getByRole('button', { name: '作成' }).click()
    await page().getByText('24時間以内').waitFor()
    expect(await axeProblems(page())).toEqual([])
  })

  it('is asked beside the conversation, and leaves as a mail of its own', async () => {
    await desk.show(conversation)
    await side().getByRole('tab', { name: /対応/ }).click()
    await side().getByRole('button', { name: '他部署にエスカレーション' }).click()
    await dialog().getByLabel('種別').selectOption('破損の調査')
    expect(await dialog().getByLabel('件名').inputValue()).toBe('破損の調査')
    expect(await dialog().getByLabel('宛先メールアドレス').inputValue()).toBe('品質 <quality@works.example>')
    await dialog().getByRole('button', { name: '送信' }).click()
    await dialog().getByText('内容を入力してください。').waitFor()
    await dialog().getByLabel('理由・確認したいこと').fill('注ぎ口の欠けは検品時からのものでしょうか。')
    expect(await axeProblems(page())).toEqual([])
    await dialog().getByRole('button', { name: '送信' }).click()
    await card('品質管理課').getByText('回答待ち').waitFor()
    const mail = await mailTo('quality@works.example')
    expect(mail?.text).toContain('注ぎ口の欠けは検品時からのものでしょうか。')
    expect(mail?.text).toContain('回答期限')
    expect(await axeProblems(page())).toEqual([])
  })

  it('is answered through the link by somebody without a seat, who sees nothing else', async () => {
    const mail = await mailTo('quality@works.example')
    // The test's own port is not known beforehand.
    const address = `${desk.app().url}${/\/answer#\S+/.exec(mail?.text ?? '')?.[0]}`
    const context = await page().context().browser()?.newContext({ locale: 'ja' })
    const guest = (await context?.newPage()) as Page
    await guest.goto(address)
    await guest.getByRole('heading', { name: '破損の調査' }).waitFor()
    await guest.getByText('注ぎ口の欠けは検品時からのものでしょうか。').waitFor()
    expect(await guest.getByText('hanako').count()).toBe(0)
    expect(await axeProblems(guest)).toEqual([])
    await guest.getByRole('button', { name: '回答を送信' }).click()
    await guest.getByText('お名前とご回答を入力してください。').waitFor()
    await guest.getByLabel('お名前').fill('品質 一郎')
    await guest.getByLabel('ご回答').fill('検品の写真では欠けていません。輸送中と思われます。')
    await guest.getByRole('button', { name: '回答を送信' }).click()
    await guest.getByText(/ご回答ありがとうございます。/).waitFor()
    await guest.setViewportSize({ width: 390, height: 844 })
    expect(await guest.evaluate(() => document.documentElement.scrollWidth <= globalThis.innerWidth)).toBe(
      true,
    )
    // It stands on the agent's screen at once.
    await card('品質管理課').getByText('検品の写真では欠けていません。').waitFor()
    await card('品質管理課').getByText('回答あり').waitFor()
    await card('品質管理課').getByRole('button', { name: '完了にする' }).click()
    await side().getByText('完了 1件').waitFor()
    await guest.reload()
    await guest.getByRole('heading', { name: 'この件は完了しています' }).waitFor()
    await guest.goto(`${address}x`)
    await guest.reload()
    await guest.getByRole('heading', { name: 'このリンクは開けません' }).waitFor()
    await context?.close()
  })

  it('goes to a carrier as a side conversation, whose answer comes in by mail beside the customer’s', async () => {
    await side().getByRole('button', { name: '取引先・配送会社に問い合わせ' }).click()
    await dialog().getByLabel('宛先メールアドレス').fill('hanako@customer.example')
    await dialog().getByLabel('件名').fill('配送状況のご確認')
    await dialog().getByLabel('本文').fill('輸送中の事故の記録はありますか。')
    await dialog().getByRole('button', { name: '送信' }).click()
    await dialog()
      .getByText(/お客様ご本人のアドレスには送信できません/)
      .waitFor()
    await dialog().getByLabel('宛先メールアドレス').fill('配送 <desk@carrier.example>')
    await dialog().getByRole('button', { name: '送信' }).click()
    await card('配送').getByText('回答待ち').waitFor()
    const mail = await mailTo('desk@carrier.example')
    const host = desk.app().app.channels.host
    const [{ token } = { token: '' }] = await desk
      .app()
      .owner.ok<{ id: string; token: string }[]>('GET', '/api/inboxes')
    const account = await host.inboxByToken('email', token)
    const raw = [
      'From: =?utf-8?B?6YWN6YCB?= <desk@carrier.example>',
      `To: ${mail?.replyTo?.value[0]?.address}`,
      'Message-ID: <answer-1@carrier.example>',
      `In-Reply-To: ${mail?.messageId}`,
      'Subject: Re: x',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      '事故の記録がございました。',
    ].join('\r\n')
    await host.accept(account as never, Buffer.from(raw), 'answer-1')
    await card('配送').getByText('事故の記録がございました。').waitFor()
    expect(await page().getByRole('log').getByText('事故の記録がございました。').count()).toBe(0)
    expect((await asides()).map(({ state }) => state)).toEqual(['closed', 'answered'])
  })

  it('stands in the team’s list, on a phone, too', async () => {
    await page().goto('/team/asides')
    await page().getByText('事故の記録がございました。').waitFor()
    expect(await axeProblems(page())).toEqual([])
    await page().getByLabel('状態').selectOption('完了')
    await page().getByText('品質管理課').waitFor()
    await page().setViewportSize({ width: 390, height: 844 })
    expect(await page().evaluate(() => document.documentElement.scrollWidth <= globalThis.innerWidth)).toBe(
      true,
    )
    expect(desk.broken()).toEqual([])
  })
})
