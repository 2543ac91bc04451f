import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../harness/chromium.ts'
import { DEMO_OWNER, demoApp } from '../harness/demo-app.ts'
import { quiet } from './every-page/look.ts'

const found = findChromium()
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** The words of those elements that don't fit into their boxes. */
const cutOff = (elements: Locator): Promise<string[]> =>
  elements.evaluateAll((all) =>
    all
      .filter(
        ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
          scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1,
      )
      .map(({ textContent }) => textContent ?? ''),
  )

describe.skipIf(!found.path)('what people have to read', () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page

  const read = async <T>(path: string): Promise<T> => (await (await context.request.get(path)).json()) as T
  const show = async (path: string, size: { width: number; height: number }): Promise<void> => {
    await page.setViewportSize(size)
    await page.goto(path)
    await quiet(page)
  }

  const mail = async (): Promise<string> => {
    const inboxes = await read<{ id: string; channel: string }[]>('/api/inboxes')
    const inboxId = inboxes.find(({ channel }) => channel === 'email')?.id
    const found = await read<{ items: { id: string }[] }>(`/api/conversations?status=any&inboxId=${inboxId}`)
    return found.items[0]?.id ?? ''
  }

  beforeAll(async () => {
    const baseURL = await demoApp({ customers: 80, conversations: 240 })
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    context = await browser.newContext({ baseURL, locale: 'ja' })
    context.setDefaultTimeout(15_000)
    await context.request.post('/api/session', { data: DEMO_OWNER })
    await context.request.patch('/api/me', { data: { language: 'ja' } })
    page = await context.newPage()
  })
  afterAll(() => browser?.close())

  it('says whole what a rule of keeping deletes', async () => {
    await show('/settings/keeping', PHONE)
    const sentences = page.locator('main section li').locator('[class*=detail]')
    expect(await sentences.count()).toBeGreaterThan(3)
    expect(await cutOff(sentences)).toEqual([])
  })

  it('tells inboxes apart whose names begin alike', async () => {
    await show('/inbox', DESK)
    const names = page.locator('nav [class*=link] > [class*=name]')
    expect(await names.filter({ hasText: 'つむぎ草堂' }).count()).toBeGreaterThan(3)
    expect(await cutOff(names)).toEqual([])
  })

  it('shows the subject of a conversation on a phone, and at a touch all of a long one', async () => {
    const id = await mail()
    const subject = '退会したいのですが、定期便の残りはどうなりますか'
    await context.request.put(`/api/conversations/${id}/subject`, { data: { subject: subject.slice(0, 16) } })
    await show(`/inbox/${id}`, PHONE)
    const words = page.locator('h1 > [class*=words]')
    expect(await words.textContent()).toBe(subject.slice(0, 16))
    expect(await cutOff(words)).toEqual([])
    await context.request.put(`/api/conversations/${id}/subject`, { data: { subject: subject.repeat(3) } })
    await show(`/inbox/${id}`, PHONE)
    expect(await cutOff(words)).toEqual([subject.repeat(3)])
    await words.click()
    expect(await cutOff(words)).toEqual([])
  })

  it('keeps the signs of a conversation in one line on a phone, in words', async () => {
    const waiting = await read<{ items: { id: string }[] }>('/api/conversations?status=any&waiting=true')
    const id = waiting.items[0]?.id ?? ''
    const [agents, teams, tags] = await Promise.all(
      ['/api/agents', '/api/teams', '/api/tags'].map((path) => read<{ id: string }[]>(path)),
    )
    const assigned = { assigneeId: agents?.at(0)?.id, teamId: teams?.at(-1)?.id }
    await context.request.put(`/api/conversations/${id}/assignee`, { data: assigned })
    await context.request.put(`/api/conversations/${id}/priority`, { data: { priority: 'normal' } })
    await context.request.put(`/api/conversations/${id}/tags`, {
      data: { tagIds: tags?.slice(0, 2).map((tag) => tag.id) },
    })
    await show(`/inbox/${id}`, PHONE)
    const signs = page.locator('header [class*=second]')
    await signs.getByText(/^未返信/).waitFor()
    const boxes = await Promise.all([
      signs.getByRole('button', { name: '通常' }).boundingBox(),
      signs.locator('[class*=waiting]').first().boundingBox(),
    ])
    const [priority = 0, waits = 0] = boxes.map((box) => (box ? box.y + box.height / 2 : 0))
    expect(Math.abs(priority - waits)).toBeLessThan(12)
    expect(await signs.getByText('通常', { exact: true }).isVisible()).toBe(true)
  })

  it('writes a day in the language of the screen, whatever the browser speaks', async () => {
    await show('/settings/audit', DESK)
    const field = page.getByLabel('開始日')
    await field.fill('2026-11-20')
    await field.blur()
    expect(await page.getByText('2026/11/20(金)').isVisible()).toBe(true)
    expect(await page.getByText('日付を選択').isVisible()).toBe(true)
    await field.focus()
    expect(await page.getByText('2026/11/20(金)').isVisible()).toBe(false)
  })

  it('says which question is asked in one language alone', async () => {
    const inboxes = await read<{ id: string; channel: string }[]>('/api/inboxes')
    await show(`/settings/inboxes/${inboxes.find(({ channel }) => channel === 'form')?.id}`, DESK)
    const kana = page.getByRole('button', { name: 'フリガナ', expanded: false })
    expect(await kana.textContent()).toContain('日本語のみ')
  })

  it('keeps why an answer waits at the side of the answer, also in two lines', async () => {
    const id = await mail()
    await context.request.post(`/api/conversations/${id}/replies`, {
      data: { text: '承りました。', anyway: true },
    })
    await show(`/inbox/${id}`, PHONE)
    const receipt = page.locator('article [class*=receipt]').last()
    expect(await receipt.evaluate((element) => getComputedStyle(element).textAlign)).toBe('end')
  })

  it('says what is searched', async () => {
    await show('/search', PHONE)
    const fits = await page.locator('main input[type=search]').evaluate((field: HTMLInputElement) => {
      const pen = document.createElement('canvas').getContext('2d')
      if (!pen) return undefined
      const { fontSize, fontFamily } = getComputedStyle(field)
      pen.font = `${fontSize} ${fontFamily}`
      return pen.measureText(field.placeholder).width <= field.clientWidth
    })
    expect(fits).toBe(true)
  })

  it('names the commands', async () => {
    await show('/inbox', PHONE)
    await page.keyboard.press('Control+k')
    const options = page.getByRole('option')
    await options.first().waitFor()
    expect(await cutOff(options.locator('[class*=title]'))).toEqual([])
    expect(await options.locator('[class*=group]:visible').count()).toBe(0)
  })

  it('brings the page that one is on into sight of the settings menu', async () => {
    await show('/settings/webhooks', { width: 1024, height: 768 })
    const seen = await page
      .locator('nav a[aria-current=page][href="/settings/webhooks"]')
      .evaluate((link) => {
        const menu = link.closest('nav')?.getBoundingClientRect()
        const { top, bottom } = link.getBoundingClientRect()
        return menu !== undefined && top >= menu.top && bottom <= menu.bottom
      })
    expect(seen).toBe(true)
  })

  it('shows every customer the moment by which the list is sorted', async () => {
    await show('/customers', DESK)
    const moments = await page
      .locator('main li:has(> a[data-row])')
      .evaluateAll((rows) => rows.map((row) => row.querySelector('time')?.dateTime ?? ''))
    expect(moments.length).toBeGreaterThan(10)
    expect(moments).not.toContain('')
    expect(moments).toEqual(moments.toSorted((one, other) => (one < other ? 1 : -1)))
  })
})
