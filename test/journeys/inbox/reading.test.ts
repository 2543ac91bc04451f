import { beforeAll, describe, expect, it } from 'vitest'
import { found, openDesk, within } from './open-desk.ts'

describe.skipIf(!found.path)('reading in the inbox', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  let conversation: string

  beforeAll(async () => {
    const text = Array.from({ length: 60 }, (_, line) => `${line + 1}行目です。`).join('\n')
    conversation = await desk.mail('hanako@customer.example', '急須の返品について教えてください', { text })
    await desk.show(conversation)
  })

  it('keeps the newest words in sight when the composer grows and the window changes', async () => {
    const last = page().getByRole('log').getByText('60行目です。')
    const inSight = () =>
      last.evaluate((element) => {
        const log = element.closest('[role=log]')?.getBoundingClientRect()
        const range = document.createRange()
        range.selectNodeContents(element)
        return log !== undefined && range.getBoundingClientRect().bottom <= log.bottom
      })
    await expect.poll(inSight, within).toBe(true)
    const height = () =>
      page()
        .getByRole('log')
        .evaluate((log) => log.clientHeight)
    const before = await height()
    await page().getByRole('button', { name: '宛先を変更' }).click()
    await expect.poll(height, within).toBeLessThan(before)
    await expect.poll(inSight, within).toBe(true)
    await page().setViewportSize({ width: 700, height: 600 })
    await expect.poll(inSight, within).toBe(true)
    expect(await page().getByRole('button', { name: '最新のメッセージへ' }).count()).toBe(0)
  })

  it('folds quoted history in text and in HTML, shows it at a press, and leaves answers between the lines open', async () => {
    const head = '2026年11月22日(日) 10:00 サポート窓口 <support@shop.example>:'
    const old = ['在庫を確認しました。', '色をお選びください。', '送料は無料です。', '以前のご案内です。']
    const marked = old.map((line) => `> ${line}`).join('\n')
    const plain = await desk.mail('yuko@customer.example', '色について', {
      text: `青をお願いします。\n\n> 送料は無料です。\n\nありがとうございます。\n\n${head}\n${marked}\n`,
    })
    await desk.show(plain)
    const log = page().getByRole('log')
    await log.getByText('青をお願いします。').waitFor()
    await log.getByText('> 送料は無料です。', { exact: true }).waitFor()
    const fold = page().getByRole('button', { name: '引用を表示' })
    const oldWords = log.getByText('以前のご案内です。')
    expect(await oldWords.count()).toBe(0)
    await fold.click()
    await oldWords.waitFor()
    await page().getByRole('button', { name: '引用を隠す' }).click()
    expect(await oldWords.count()).toBe(0)

    const rich = await desk.mail('kenta@customer.example', '色について', {
      text: '赤をお願いします。',
      html: `<div>赤をお願いします。</div><div class="gmail_quote"><div class="gmail_attr">${head.replace('<', '&lt;').replace('>', '&gt;')}</div><blockquote class="gmail_quote">${old.map((line) => `<p>${line}</p>`).join('')}</blockquote></div>`,
    })
    await desk.show(rich)
    const mail = page().frameLocator('iframe')
    await mail.getByText('赤をお願いします。').waitFor()
    expect(await mail.getByText('以前のご案内です。').isVisible()).toBe(false)
    const height = () =>
      page()
        .locator('iframe')
        .evaluate(({ clientHeight }) => clientHeight)
    const before = await height()
    await mail.getByText('引用を表示').click()
    await mail.getByText('以前のご案内です。').waitFor()
    // The frame grows with what it shows.
    await expect.poll(height, within).toBeGreaterThan(before)
    await desk.show(conversation)
  })

  it('names the number of a conversation in full on a phone, however long its subject is', async () => {
    await page().setViewportSize({ width: 390, height: 844 })
    const { number } = await desk.read<{ number: number }>(conversation)
    const shown = page().getByRole('heading', { level: 1 }).getByText(`#${number}`)
    const { left, right, edge } = await shown.evaluate((element) => {
      const { left, right } = element.getBoundingClientRect()
      return { left, right, edge: element.closest('h1')?.getBoundingClientRect().right ?? 0 }
    })
    expect(right).toBeGreaterThan(left)
    expect(right).toBeLessThanOrEqual(edge + 0.5)
  })

  it('shows who follows a conversation whose customer is out of sight, without scrolling', async () => {
    const customers = /\/api\/customers\/[0-9a-f-]{36}$/
    await page().route(customers, (route) =>
      route.fulfill({
        status: 404,
        contentType: 'application/problem+json',
        body: '{"code":"customers.not-found","status":404}',
      }),
    )
    await page().setViewportSize({ width: 1440, height: 900 })
    await page().reload()
    await page().getByRole('heading', { name: 'お客様情報はまだ表示できません' }).waitFor()
    await page().getByRole('tab', { name: '対応' }).click()
    const box = await page().getByRole('button', { name: 'メンバーを追加' }).boundingBox()
    expect(box && box.y + box.height).toBeLessThan(900)
    await page().getByRole('tab', { name: 'お客様' }).click()
    await page().unroute(customers)
    await page().setViewportSize({ width: 390, height: 844 })
  })

  it('says that a conversation is gone, and leads back from it', async () => {
    await page().goto('/inbox/00000000-0000-7000-8000-000000000000')
    await page().getByRole('heading', { name: '会話が見つかりません' }).waitFor()
    expect(await page().getByRole('button', { name: '再試行' }).count()).toBe(0)
    await page().getByRole('link', { name: '一覧に戻る' }).click()
    await page().waitForURL('**/inbox')
    await page().setViewportSize({ width: 1280, height: 800 })
  })

  it('says in an empty list that its conditions are why', async () => {
    await page().goto('/inbox?priority=urgent')
    const why = page().getByText('条件を外すか変えると、ほかの会話が表示されます。')
    await expect.poll(() => why.count(), within).toBe(1)
    expect(desk.broken()).toEqual([])
  })
})
