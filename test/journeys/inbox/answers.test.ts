import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../factories/index.ts'
import { axeProblems } from '../../harness/axe.ts'
import { found, openDesk, within } from './open-desk.ts'

const pictures = process.env.MADOGUCHI_PICTURES

describe.skipIf(!found.path)('answers of the library where one writes', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  const owner = () => desk.app().owner
  const field = () => page().getByRole('textbox', { name: '返信' })
  const menu = () => page().getByRole('listbox', { name: '定型文を挿入' })
  const option = (name: string | RegExp) => menu().getByRole('option', { name })
  const words = () =>
    field().evaluate((element) =>
      ((element as HTMLTextAreaElement).value ?? (element as HTMLElement).innerText).replaceAll('\n\n', '\n'),
    )
  const type = (text: string) => page().keyboard.type(text)
  const clear = async () => {
    await field().focus()
    await page().keyboard.press('Control+a')
    await page().keyboard.press('Delete')
    await expect.poll(words, within).toMatch(/^\n?$/)
  }
  const look = async (name: string): Promise<void> => {
    if (pictures) await page().screenshot({ path: `${pictures}/${name}.png` })
  }
  const add = async (title: string, body: string, change: object = {}): Promise<string> => {
    const made = await owner().ok<{ id: string; revision: number }>('POST', '/api/templates', {
      title,
      variants: [{ language: 'ja', body }],
      ...change,
    })
    await owner().ok('POST', `/api/templates/${made.id}/approve`, { revision: made.revision })
    return made.id
  }
  let first: string

  beforeAll(async () => {
    first = await desk.mail('hanako@customer.example', '急須の返品について')
    const both = [
      { language: 'ja', body: '返品を承ります。\n着払いでお送りください。' },
      { language: 'en', body: 'We accept your return.' },
    ]
    await add('返品のご案内', '', { variants: both, shortcut: 'henpin', folder: '返品' })
    await add('配送のお詫び', '{{customer.kana}} 様\n\n遅れまして申し訳ございません。')
    await add('お礼', 'ありがとうございます。')
    await desk.show(first)
    await field().click()
    await page().locator('[contenteditable=true]').waitFor()
  })

  it('are looked for with a slash, read before they are taken, and put in with a key', async () => {
    await type('/hen')
    await option(/返品のご案内/).waitFor()
    await expect.poll(() => menu().getByRole('option').count()).toBe(1)
    await page().getByText('着払いでお送りください。').waitFor()
    await look('slash')
    expect(await axeProblems(page())).toEqual([])
    await page().keyboard.press('Enter')
    await menu().waitFor({ state: 'detached' })
    await expect.poll(words, within).toBe('返品を承ります。\n着払いでお送りください。')
    // What one key did, one key takes back.
    await page().keyboard.press('Control+z')
    await expect.poll(words, within).toBe('/hen')
    await page().keyboard.press('Escape')
    await menu().waitFor({ state: 'detached' })
    await clear()
  })

  it('go on in the line in which one writes, and read in another language where one wants', async () => {
    await type('はい。/ｈｅｎ')
    await option(/返品のご案内/).waitFor()
    await page().getByText('着払いでお送りください。').waitFor()
    await page().keyboard.press('ArrowRight')
    await page().keyboard.press('ArrowRight')
    await page().getByText('We accept your return.').waitFor()
    await page().keyboard.press('Tab')
    await expect.poll(words, within).toBe('はい。We accept your return.')
    await type(' Thanks')
    await expect.poll(words, within).toBe('はい。We accept your return. Thanks')
    await clear()
  })

  it('leave alone what is being composed, and open with the full-width sign once it is written', async () => {
    const ime = await page().context().newCDPSession(page())
    const compose = (text: string) =>
      ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await compose('／')
    await page().waitForTimeout(300)
    expect(await menu().count()).toBe(0)
    await ime.send('Input.insertText', { text: '／' })
    await option(/お礼/).waitFor()
    await compose('へんぴ')
    // The key picks a word of the input method; it takes no answer.
    await page().waitForTimeout(200)
    expect(await words()).toContain('へんぴ')
    await ime.send('Input.insertText', { text: '返品' })
    await expect.poll(() => menu().getByRole('option').count(), within).toBe(1)
    await page().keyboard.press('Enter')
    await expect.poll(words, within).toContain('着払いで')
    expect(await words()).not.toContain('／')
    await clear()
  })

  it('are no menu in dates and addresses, nor once it was closed', async () => {
    await type('11/23 https://shop.example/henpin')
    await page().waitForTimeout(300)
    expect(await menu().count()).toBe(0)
    await type(' /')
    await menu().waitFor()
    await page().keyboard.press('Escape')
    await menu().waitFor({ state: 'detached' })
    await type('home')
    await page().waitForTimeout(300)
    expect(await menu().count()).toBe(0)
    expect(await words()).toBe('11/23 https://shop.example/henpin /home')
    await clear()
  })

  it('show what is missing, lead there, and are not sent with it', async () => {
    await type('/お詫び')
    await option(/配送のお詫び/).click()
    await page().getByText('値がないため、このままでは送信前に止まります。').waitFor()
    await page().locator('[contenteditable=true] [class*=unfilled]').waitFor()
    await look('missing')
    expect(await axeProblems(page())).toEqual([])
    await page().keyboard.press('Control+Enter')
    await page().getByText('「{{customer.kana}}」に値が入っていません。').waitFor()
    await look('stopped')
    await page().getByRole('button', { name: '修正する' }).click()
    await page().getByRole('button', { name: 'お客様名のフリガナ' }).click()
    await type('ヤマダ')
    await expect.poll(words, within).toContain('ヤマダ 様')
    await page().getByText('値がないため、').waitFor({ state: 'detached' })
  })

  it('are said to be nobody’s own words, until there are some', async () => {
    await clear()
    await type('/henpin')
    await option(/返品のご案内/).waitFor()
    await page().keyboard.press('Enter')
    await expect.poll(words, within).toContain('着払いで')
    await page().getByText('定型文のままです。').waitFor()
    await look('hint')
    await page().keyboard.press('Control+End')
    await type(' お怪我がなくて何よりでございます。')
    await page().getByText('定型文のままです。').waitFor({ state: 'detached' })
    await page().keyboard.press('Control+Enter')
    await page().getByRole('log').getByText('お怪我がなくて').waitFor()
    await expect
      .poll(async () => (await owner().ok<{ uses: number }[]>('GET', '/api/templates?q=henpin'))[0]?.uses)
      .toBeGreaterThan(0)
  })

  it('are put into plain fields, too, from the command bar as well', async () => {
    const { id } = await desk.app().inbox('chat', { settings: {} })
    const { conversationId } = await receive(desk.app().db, 'visitor@customer.example', id)
    await desk.show(conversationId)
    await page().keyboard.press('Control+k')
    await page().getByRole('combobox').last().fill('定型文を挿入')
    await page().keyboard.press('Enter')
    await option(/お礼/).waitFor()
    await type('お礼')
    await expect.poll(() => menu().getByRole('option').count(), within).toBe(1)
    await page().keyboard.press('Enter')
    await expect.poll(words, within).toBe('ありがとうございます。')
    await page().keyboard.press('Control+z')
    await expect.poll(words, within).toBe('/お礼')
    await page().keyboard.press('Escape')
    await clear()
  })

  it('are chosen with a thumb', async () => {
    await page().setViewportSize({ width: 390, height: 844 })
    await desk.show(first)
    await page().getByRole('button', { name: '定型文を挿入' }).click()
    await option(/お礼/).waitFor()
    await look('slash-phone')
    expect(await page().evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    await option(/お礼/).click()
    await expect.poll(words, within).toBe('ありがとうございます。')
    expect(await axeProblems(page())).toEqual([])
    expect(desk.broken()).toEqual([])
  })
})
