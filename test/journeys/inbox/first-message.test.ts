import { describe, expect, it } from 'vitest'
import { found, openDesk, within } from './open-desk.ts'

interface First {
  subject: string
  text: string
  to: string[]
  attachmentIds: string[]
}

describe.skipIf(!found.path)('a first message, in Japanese', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  const field = () => page().getByRole('textbox', { name: '本文' })
  const subject = () => page().getByLabel('件名')
  const to = () => page().getByRole('textbox', { name: '宛先' })
  const words = () =>
    field().evaluate(
      (element) => (element as HTMLTextAreaElement).value ?? (element as HTMLElement).innerText,
    )
  const files = () => page().getByRole('list', { name: '添付ファイル' })
  const draft = async () => (await desk.app().owner.ok<First | ''>('GET', '/api/first-draft')) || null

  it('outlives a reload with everything that was typed', async () => {
    await page().goto('/new-message')
    await to().fill('shizuka@customer.example')
    await to().press('Enter')
    await subject().fill('新茶のご案内')
    await field().fill('新茶が入荷しました。')
    await page()
      .locator('input[type=file]')
      .setInputFiles({ name: '案内.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') })
    await files().getByText('案内.pdf').waitFor()
    await expect.poll(async () => (await draft())?.attachmentIds.length, within).toBe(1)
    expect(await draft()).toMatchObject({ subject: '新茶のご案内', to: ['shizuka@customer.example'] })
    await page().reload()
    await expect.poll(words, within).toContain('新茶が入荷しました。')
    expect(await subject().inputValue()).toBe('新茶のご案内')
    await page().getByText('shizuka@customer.example').first().waitFor()
    await files().getByText('案内.pdf').waitFor()
  })

  it('comes back into its form when it is taken back, and leaves no conversation behind', async () => {
    await page().getByRole('button', { name: '送信', exact: true }).click()
    await page().waitForURL('**/inbox/*')
    await page().getByRole('log').getByText('新茶が入荷しました。').waitFor()
    expect(await draft()).toBeNull()
    const id = new URL(page().url()).pathname.split('/').at(-1) as string
    await page()
      .getByRole('region', { name: 'お知らせ' })
      .getByRole('button', { name: /元に戻す/ })
      .click()
    await page().waitForURL('**/new-message')
    await expect.poll(words, within).toContain('新茶が入荷しました。')
    expect(await subject().inputValue()).toBe('新茶のご案内')
    await page().getByText('shizuka@customer.example').first().waitFor()
    await files().getByText('案内.pdf').waitFor()
    expect((await desk.app().owner.call('GET', `/api/conversations/${id}`)).status).toBe(404)
    await page().goto('/inbox?status=any')
    await page().getByRole('navigation', { name: 'ビュー' }).waitFor()
    expect(await page().locator(`[data-conversation="${id}"]`).count()).toBe(0)
  })

  it('leads back to where one came from, and is kept meanwhile', async () => {
    await page().getByRole('button', { name: '新規メッセージ' }).click()
    await expect.poll(words, within).toContain('新茶が入荷しました。')
    await page().getByRole('button', { name: '戻る' }).click()
    await page().waitForURL('**/inbox?status=any')
    expect((await draft())?.text).toContain('新茶が入荷しました。')
  })

  it('is thrown away with its files, after a question', async () => {
    await page().goto('/new-message')
    await files().getByText('案内.pdf').waitFor()
    const discard = page().getByRole('button', { name: '下書きを破棄' })
    await discard.click()
    await page().getByRole('dialog').getByRole('button', { name: 'キャンセル' }).click()
    expect(await words()).toContain('新茶が入荷しました。')
    await discard.click()
    await page().getByRole('dialog').getByRole('button', { name: '下書きを破棄' }).click()
    await page().waitForURL('**/inbox')
    expect(await draft()).toBeNull()
    await page().goto('/new-message')
    await field().waitFor()
    expect(await words()).not.toContain('新茶')
    expect(await files().count()).toBe(0)
    expect(await discard.count()).toBe(0)
    expect(desk.broken()).toEqual([])
  })
})
