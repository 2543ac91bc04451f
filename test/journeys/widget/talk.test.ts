import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bubble, command, dialog, field, found, say, SECRET, openShop } from './visits.ts'

const shop = openShop()

describe.skipIf(!found.path)('a talk on a shop’s page', () => {
  it('carries a talk both ways, over page loads, with unread and read marks', async () => {
    const { page, inbox, launcher, context, address } = await shop.visit()
    await launcher.click()
    await dialog(page)
      .getByLabel(/お名前/)
      .fill('山田花子')
    await dialog(page)
      .getByLabel(/メールアドレス/)
      .fill('hanako@example.jp')
    await say(page, 'サイズを交換できますか')
    const conversation = await shop.conversationIn(inbox.id)
    await shop.reply(conversation, 'はい、承ります。https://shop.example/exchange')
    await bubble(page, 'はい、承ります').waitFor()
    expect(await bubble(page, 'はい、承ります').getByRole('link').getAttribute('href')).toBe(
      'https://shop.example/exchange',
    )
    await expect
      .poll(async () => (await shop.messagesOf(conversation)).at(-1)?.receipt, { timeout: 10_000 })
      .toBe('read')
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })
    await shop.reply(conversation, 'もう一点ございます')
    await page.getByRole('button', { name: 'チャットを開く（未読1件）' }).waitFor()
    expect((await shop.messagesOf(conversation)).at(-1)?.receipt).not.toBe('read')
    // Another page of the shop: the talk goes on, and the badge with it.
    await page.goto(address)
    await page.getByRole('button', { name: 'チャットを開く（未読1件）' }).click()
    await bubble(page, 'もう一点ございます').waitFor()
    expect(await dialog(page).locator('.bubble').allTextContents()).toEqual([
      'サイズを交換できますか',
      'はい、承ります。https://shop.example/exchange',
      'もう一点ございます',
    ])
    expect(
      await dialog(page)
        .getByLabel(/お名前/)
        .count(),
    ).toBe(0)
    const customer = await shop
      .app()
      .owner.ok<{ items: { name: string; email: string }[] }>('GET', '/api/customers?q=山田花子')
    expect(customer.items).toMatchObject([{ name: '山田花子', email: 'hanako@example.jp' }])
    await context.close()
  })

  it('shows the thread down to the field', async () => {
    const { page, launcher, context } = await shop.visit({ settings: { askName: 'off', askEmail: 'off' } })
    await launcher.click()
    await say(page, 'こんにちは')
    await bubble(page, 'こんにちは').waitFor()
    const log = await dialog(page).getByRole('log').boundingBox()
    const composer = await dialog(page).locator('form').boundingBox()
    expect((composer?.y ?? 0) - (log?.y ?? 0) - (log?.height ?? 0)).toBe(0)
    await context.close()
  })

  it('loses and doubles nothing when the connection goes and comes', async () => {
    const { page, inbox, launcher, context } = await shop.visit({
      settings: { askName: 'off', askEmail: 'off' },
    })
    await launcher.click()
    await say(page, '一番目')
    const conversation = await shop.conversationIn(inbox.id)
    await context.setOffline(true)
    await dialog(page).getByText('インターネットに接続されていません').waitFor()
    await say(page, '二番目')
    await say(page, '三番目')
    await dialog(page).getByText('送信待ち').first().waitFor()
    await shop.reply(conversation, '離席中のお返事')
    await context.setOffline(false)
    await bubble(page, '離席中のお返事').waitFor()
    await expect.poll(async () => (await shop.messagesOf(conversation)).length, { timeout: 15_000 }).toBe(4)
    expect(
      (await shop.messagesOf(conversation)).filter(({ kind }) => kind === 'inbound').map(({ text }) => text),
    ).toEqual(['一番目', '二番目', '三番目'])
    await expect.poll(() => dialog(page).locator('.bubble').count(), { timeout: 15_000 }).toBe(4)
    expect(await dialog(page).getByText('送信待ち').count()).toBe(0)
    await context.close()
  })

  it('keeps what was written without a connection over a page load', async () => {
    const { page, inbox, launcher, context, address } = await shop.visit({
      settings: { askName: 'off', askEmail: 'off' },
    })
    await launcher.click()
    await field(page).waitFor()
    await page.route('**/messages?*', (route) => route.abort())
    await say(page, '消えないでください')
    await dialog(page).getByText('送信待ち').waitFor()
    await page.unroute('**/messages?*')
    await page.goto(address)
    await bubble(page, '消えないでください').waitFor()
    await expect
      .poll(async () => (await shop.messagesOf(await shop.conversationIn(inbox.id))).length, {
        timeout: 15_000,
      })
      .toBe(1)
    await context.close()
  })

  it('knows the visitor whom the page signed, even when it said so before the widget was there', async () => {
    const hash = createHmac('sha256', SECRET).update('member-7').digest('hex')
    const script = `window.Madoguchi = function () { (Madoguchi.q = Madoguchi.q || []).push(arguments) }
      Madoguchi('identify', { userId: 'member-7', hash: '${hash}', name: '会員 七海' })
      Madoguchi('on', 'open', () => { window.opened = true })
      Madoguchi('open')`
    const { page, inbox, context } = await shop.visit({ page: { script } })
    await field(page).waitFor()
    expect(
      await dialog(page)
        .getByLabel(/お名前/)
        .count(),
    ).toBe(0)
    expect(await page.evaluate(() => (window as { opened?: boolean }).opened)).toBe(true)
    await say(page, '会員です')
    const conversation = await shop.conversationIn(inbox.id)
    const { customer } = await shop
      .app()
      .owner.ok<{ customer: { name: string } }>('GET', `/api/conversations/${conversation}`)
    expect(customer.name).toBe('会員 七海')
    await command(page, 'forget')
    await expect.poll(() => dialog(page).locator('.bubble').count()).toBe(0)
    await context.close()
  })

  it('sends pictures and shows them, and says what it can’t take', async () => {
    const { page, inbox, launcher, context } = await shop.visit({
      settings: { askName: 'off', askEmail: 'off', largestMegabytes: 1 },
    })
    await launcher.click()
    await field(page).waitFor()
    const picker = dialog(page).locator('input[type=file]')
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    await picker.setInputFiles([
      { name: 'large.png', mimeType: 'image/png', buffer: Buffer.alloc(1024 * 1024 + 1) },
      { name: '傷の写真.png', mimeType: 'image/png', buffer: png },
    ])
    await dialog(page).getByRole('alert').getByText('large.png は大きすぎます（1MBまで）').waitFor()
    await field(page).press('Enter')
    await shop.conversationIn(inbox.id)
    await dialog(page).locator('.picture img').waitFor()
    expect(await dialog(page).locator('.picture img').getAttribute('alt')).toBe('傷の写真.png')
    await picker.setInputFiles([
      { name: 'run.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\0\0') },
    ])
    await field(page).press('Enter')
    await dialog(page).getByText('この種類のファイルはお送りいただけません').waitFor()
    await dialog(page).getByRole('button', { name: '削除' }).click()
    await dialog(page).getByText('この種類のファイルはお送りいただけません').waitFor({ state: 'detached' })
    await context.close()
  })
})
