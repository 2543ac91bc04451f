import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { bubble, command, dialog, field, found, problemsIn, say, openShop } from './visits.ts'

const shop = openShop()

/** Runs in the page: whether the focus is inside the window. */
const inDialog = (): boolean =>
  document.querySelector('madoguchi-widget')?.shadowRoot?.activeElement?.closest('[role=dialog]') !== null

describe.skipIf(!found.path)('the widget on a shop’s page', () => {
  it('loads one small script, sets no cookie, and stands a hostile page', async () => {
    const { page, requests, troubles, launcher, context } = await shop.visit({ page: { hostile: true } })
    await page.waitForLoadState('networkidle')
    expect(requests.filter((url) => url.startsWith(shop.app().url))).toHaveLength(1)
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    expect(await launcher.boundingBox()).toMatchObject({
      width: 56,
      height: 56,
      x: 1100 - 56 - 20,
      y: 800 - 56 - 20,
    })
    const loaded: Response[] = []
    page.on('response', (response) => loaded.push(response))
    await launcher.click()
    await field(page).waitFor()
    const size = async (): Promise<number[]> => {
      const box = await dialog(page).boundingBox()
      return [Math.round(box?.width ?? 0), Math.round(box?.height ?? 0)]
    }
    // It opens with a short movement.
    await expect.poll(size, { timeout: 10_000 }).toEqual([384, 640])
    await say(page, '見えますか')
    await bubble(page, '見えますか').waitFor()
    expect(await bubble(page, '見えますか').evaluate((element) => getComputedStyle(element).fontSize)).toBe(
      '14px',
    )
    const bodies = await Promise.all(loaded.map((response) => response.body()))
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
    expect(loaded.length).toBeGreaterThanOrEqual(2)
    expect(bytes).toBeLessThanOrEqual(60_000)
    expect(troubles).toEqual([])
    await context.close()
  })

  it('never sends the Enter that ends a Japanese conversion, and begins lines by Shift and Enter', async () => {
    const { page, launcher, context } = await shop.visit({ settings: { askName: 'off', askEmail: 'off' } })
    await launcher.click()
    await field(page).fill('へんかん')
    for (const init of [
      { key: 'Enter', isComposing: true },
      { key: 'Enter', keyCode: 229 },
    ]) {
      await field(page).dispatchEvent('keydown', { ...init, bubbles: true })
    }
    await field(page).press('Shift+Enter')
    expect(await dialog(page).locator('.bubble').count()).toBe(0)
    expect(await field(page).inputValue()).toBe('へんかん\n')
    await field(page).press('Enter')
    await bubble(page, 'へんかん').waitFor()
    expect(await field(page).inputValue()).toBe('')
    await context.close()
  })

  it('is used with the keyboard alone, and keys stay inside', async () => {
    const { page, context } = await shop.visit({
      page: {
        script: `addEventListener('keydown', (event) => { window.heard = (window.heard ?? '') + event.key })`,
      },
    })
    const isIn = (name: string): Promise<boolean> =>
      page.evaluate(
        (wanted) =>
          document
            .querySelector('madoguchi-widget')
            ?.shadowRoot?.activeElement?.getAttribute('aria-label') === wanted,
        name,
      )
    await page.locator('#search').focus()
    await page.keyboard.press('Tab')
    expect(await isIn('チャットを開く')).toBe(true)
    await page.keyboard.press('Enter')
    await field(page).waitFor()
    await expect.poll(() => isIn('メッセージを入力')).toBe(true)
    await page.keyboard.type('/search')
    expect(await page.evaluate(() => (window as { heard?: string }).heard)).not.toContain('/')
    const stops = 12
    for (let n = 0; n < stops; n += 1) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(inDialog)).toBe(true)
    }
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })
    await expect.poll(() => isIn('チャットを開く')).toBe(true)
    await context.close()
  })

  it.each([
    ['light', 'ja'],
    ['dark', 'en'],
  ] as const)('has nothing that axe finds wrong (%s, %s)', async (theme, lang) => {
    const { page, inbox, launcher, context } = await shop.visit({
      settings: { theme, colour: '#ffe600' },
      page: { lang },
    })
    expect(await problemsIn(page)).toEqual([])
    await launcher.click()
    await field(page).waitFor()
    expect(await problemsIn(page)).toEqual([])
    await say(page, 'こんにちは https://shop.example/')
    await shop.reply(await shop.conversationIn(inbox.id), 'Hello')
    await bubble(page, 'Hello').waitFor()
    expect(await problemsIn(page)).toEqual([])
    await context.close()
  })

  it('fills a phone, and follows the language that the page asks for', async () => {
    const { page, launcher, context } = await shop.visit({
      browser: { viewport: { width: 390, height: 720 }, hasTouch: true, isMobile: true, locale: 'en-US' },
      page: { lang: '' },
    })
    expect(await launcher.getAttribute('aria-label')).toBe('Open chat')
    await launcher.tap()
    await field(page).waitFor()
    // It opens with a short movement here, too.
    await expect
      .poll(() => dialog(page).boundingBox(), { timeout: 10_000 })
      .toEqual({ x: 0, y: 0, width: 390, height: 720 })
    await command(page, 'setLanguage', 'ja')
    await dialog(page).getByRole('heading', { name: 'お問い合わせ' }).waitFor()
    await dialog(page).getByRole('button', { name: 'チャットを閉じる' }).tap()
    await dialog(page).waitFor({ state: 'hidden' })
    await context.close()
  })

  it('has room for a line when it is opened on a phone after the page was left and loaded again', async () => {
    const { page, launcher, context } = await shop.visit({
      settings: { askName: 'off', askEmail: 'off' },
      browser: { viewport: { width: 390, height: 720 }, hasTouch: true, isMobile: true },
    })
    await launcher.tap()
    await field(page).fill('いつ届きますか')
    await dialog(page).getByRole('button', { name: '送信' }).tap()
    await bubble(page, 'いつ届きますか').waitFor()
    await page.reload()
    // Who has a talk gets the window at once, closed.
    await page.locator('madoguchi-widget textarea').waitFor({ state: 'attached' })
    await launcher.tap()
    await field(page).waitFor()
    const [inside, needed] = await field(page).evaluate((one) => [one.clientHeight, one.scrollHeight])
    expect(inside).toBe(needed)
    await context.close()
  })

  it('says so when the window can’t be loaded, and tries again', async () => {
    const { page, launcher, context } = await shop.visit()
    await page.route('**/widget/panel.js*', (route) => route.abort())
    await launcher.click()
    await page.getByRole('alert').getByText('チャットを読み込めませんでした').waitFor()
    await page.unroute('**/widget/panel.js*')
    await launcher.click()
    await field(page).waitFor()
    expect(await page.getByRole('alert').filter({ hasText: '読み込めません' }).count()).toBe(0)
    await context.close()
  })
})
