import { beforeAll, describe, expect, it } from 'vitest'
import { found, openDesk, within } from './open-desk.ts'

interface Thread {
  messages: {
    id: string
    kind: string
    text: string
    receipt: string | null
    attachments: { name: string }[]
  }[]
}

describe.skipIf(!found.path)('answers, in Japanese', () => {
  const desk = openDesk('ja')
  const page = () => desk.page()
  const button = (name: string | RegExp) => page().getByRole('button', { name })
  const field = () => page().getByRole('textbox', { name: '返信' })
  /** What stands in the field, plain or with formats. */
  const words = () =>
    field().evaluate(
      (element) => (element as HTMLTextAreaElement).value ?? (element as HTMLElement).innerText,
    )
  const thread = async (id: string): Promise<Thread['messages']> =>
    (await desk.app().owner.ok<Thread>('GET', `/api/conversations/${id}/messages`)).messages
  const sent = async (id: string) => (await thread(id)).filter(({ kind }) => kind === 'outbound')
  const log = () => page().getByRole('log')
  let first: string
  /** The page anew, whose plain field becomes the rich one only after a while; the hands are in it. */
  const openWithSlowEditor = async (ms: number) => {
    await page().route('**/RichEditor*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, ms))
      await route.continue()
    })
    await page().reload()
    await field().waitFor()
    await page().keyboard.press('r')
  }

  beforeAll(async () => {
    first = await desk.mail('hanako@customer.example', '急須の返品について')
    await desk.show(first)
  })

  it('keep every key while the field under the hands becomes a richer one', async () => {
    await openWithSlowEditor(500)
    await page().keyboard.type('reply without a rest, even here', { delay: 40 })
    await page().locator('[contenteditable=true]').waitFor()
    expect(await words()).toBe('reply without a rest, even here')
    expect(await desk.read(first)).toMatchObject({ status: 'open' })
    await page().keyboard.press('Control+a')
    await page().keyboard.press('Delete')
  })

  it('keep what is dictated, which presses no keys, and send it at the first key that is pressed', async () => {
    await openWithSlowEditor(300)
    const said = ['急須は', '本日', '発送', 'いたします。', '少々', 'お待ち', 'ください。']
    for (const word of said) {
      await page().keyboard.insertText(word)
      await page().waitForTimeout(100)
    }
    await page().keyboard.press('Control+Enter')
    await log().getByText(said.join('')).waitFor()
    await expect.poll(async () => (await sent(first)).at(-1)?.text, within).toBe(said.join(''))
    await button('取り消す').click()
    await expect.poll(words, within).toBe(said.join(''))
    await field().focus()
    await page().keyboard.press('Control+a')
    await page().keyboard.press('Delete')
  })

  it('show the line that is written, however many there are', async () => {
    const rich = page().locator('article [contenteditable=true]')
    await desk.show(first)
    await field().click()
    await rich.waitFor()
    const caretIsShown = () =>
      rich.evaluate((element) => {
        const caret = globalThis.getSelection()?.getRangeAt(0).startContainer
        const line = (caret instanceof Element ? caret : caret?.parentElement)?.getBoundingClientRect()
        const box = element.getBoundingClientRect()
        if (!line) return false
        const middle = (line.top + line.bottom) / 2
        return middle >= box.top && middle <= box.bottom
      })
    for (let line = 0; line < 40; line += 1) {
      await page().keyboard.type('行')
      await page().keyboard.press('Enter')
    }
    expect(await rich.evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)).toBe(true)
    expect(await caretIsShown()).toBe(true)
    await page().keyboard.press('Control+Home')
    await expect.poll(caretIsShown, within).toBe(true)
    await page().keyboard.press('Control+a')
    await page().keyboard.press('Delete')
  })

  it('take the keys that follow at once, on a slow machine too', async () => {
    const devtools = await page().context().newCDPSession(page())
    const note = page().getByRole('textbox', { name: '社内メモ' })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    try {
      await page().keyboard.press('Escape')
      await page().keyboard.type('nremark')
      expect(await note.innerText()).toBe('remark')
      await page().keyboard.press('Control+a')
      await page().keyboard.press('Delete')
      await page().keyboard.press('Escape')
      await page().keyboard.type('rreply')
      expect(await words()).toBe('reply')
    } finally {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    }
    await page().keyboard.press('Control+a')
    await page().keyboard.press('Delete')
  })

  it('outlive a reload while they are drafts, and come back when they are taken back', async () => {
    await field().click()
    await page().keyboard.type('承知いたしました。')
    await expect
      .poll(
        async () =>
          (await desk.app().owner.ok<{ text: string }>('GET', `/api/conversations/${first}/draft`))?.text,
        within,
      )
      .toBe('承知いたしました。')
    await page().getByText('下書き保存済み').waitFor()
    await page().reload()
    await expect.poll(words, within).toContain('承知いたしました。')
    await field().focus()
    await page().keyboard.press('Control+Enter')
    await log().getByText('承知いたしました。').waitFor()
    await expect.poll(async () => (await sent(first)).length, within).toBe(1)
    await page()
      .getByRole('region', { name: 'お知らせ' })
      .getByRole('button', { name: /元に戻す/ })
      .click()
    await expect.poll(words, within).toContain('承知いたしました。')
    await expect
      .poll(async () => (await sent(first)).filter(({ receipt }) => receipt !== 'cancelled'), within)
      .toEqual([])
  })

  it('leave at a moment, with files, or resolve at once', async () => {
    await page()
      .locator('input[type=file]')
      .setInputFiles({
        name: '返品票.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.4 test'),
      })
    await page().getByRole('list', { name: '添付ファイル' }).getByText('返品票.pdf').waitFor()
    await button('ほかの送信方法').click()
    await page()
      .getByRole('option', { name: /明日の朝/ })
      .click()
    await expect.poll(async () => (await sent(first)).at(-1)?.receipt, within).toBe('scheduled')
    expect((await sent(first)).at(-1)?.attachments.map(({ name }) => name)).toEqual(['返品票.pdf'])
    await log()
      .getByText(/に送信予定/)
      .waitFor()

    await field().click()
    await page().keyboard.type('ご対応が完了しました。')
    await page().keyboard.press('Control+Shift+Enter')
    await expect.poll(async () => (await desk.read(first))['status'], within).toBe('resolved')
  })

  it('wait when a colleague has answered meanwhile', async () => {
    const second = await desk.mail('jiro@customer.example', '領収書について')
    await desk.show(second)
    await page().keyboard.press('r')
    await page().keyboard.type('お調べいたします。')
    await desk
      .colleague()
      .ok('POST', `/api/conversations/${second}/replies`, { text: '領収書をお送りしました。', anyway: true })
    const alert = page().getByRole('alert')
    await alert.getByText(/さんが返信しました/).waitFor()
    await log().getByText('領収書をお送りしました。').waitFor()
    await field().focus()
    await page().keyboard.press('Control+Enter')
    expect((await sent(second)).map(({ text }) => text)).toEqual(['領収書をお送りしました。'])
    await alert.getByRole('button', { name: 'このまま送信' }).click()
    await expect.poll(async () => (await sent(second)).length, within).toBe(2)
  })

  it('are notes among colleagues, who are told when they are named', async () => {
    await desk.show(first)
    await page().keyboard.press('n')
    await page().locator('[contenteditable=true]').waitFor()
    await page().keyboard.type('@agent')
    await page().getByRole('listbox', { name: 'メンションする相手' }).getByText('agent 1').click()
    await page().keyboard.type('在庫を見てもらえますか')
    await page().keyboard.press('Control+Enter')
    await log().getByText('在庫を見てもらえますか').waitFor()
    await expect
      .poll(
        async () =>
          (
            await desk
              .colleague()
              .ok<{ items: unknown[] }>('GET', '/api/conversations?view=mentions&status=any')
          ).items.length,
        within,
      )
      .toBe(1)
    expect(desk.broken()).toEqual([])
  })

  it('are whole where they came in one piece while the field became a richer one', async () => {
    await desk.show(first)
    for (let ms = 100; ms < 340; ms += 24) {
      const text = `本日発送いたします。${ms}・${Date.now()}`
      await page().reload()
      await field().waitFor()
      await field().fill(text)
      await page().waitForTimeout(ms)
      await page().keyboard.press('Control+Enter')
      await expect.poll(async () => (await sent(first)).at(-1)?.text, within).toBe(text)
    }
  })
})
