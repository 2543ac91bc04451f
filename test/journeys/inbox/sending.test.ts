import { describe, expect, it } from 'vitest'
import { found, openDesk, within } from './open-desk.ts'

interface Draft {
  text: string
}

describe.skipIf(!found.path)('sending, on a slow or broken line', () => {
  const desk = openDesk('en')
  const page = () => desk.page()
  const field = () => page().getByRole('textbox', { name: 'Reply' })
  const notices = () => page().getByRole('region', { name: 'Notifications' })
  const words = () =>
    field().evaluate(
      (element) => (element as HTMLTextAreaElement).value ?? (element as HTMLElement).innerText,
    )
  const draftOf = async (id: string) =>
    (await desk.app().owner.ok<Draft | null>('GET', `/api/conversations/${id}/draft`))?.text ?? null
  const sent = async (id: string) =>
    (
      await desk
        .app()
        .owner.ok<{ messages: { kind: string; text: string }[] }>('GET', `/api/conversations/${id}/messages`)
    ).messages
      .filter(({ kind }) => kind === 'outbound')
      .map(({ text }) => text)

  /** Holds requests back until it is told to let them go. */
  const hold = async (address: string, method: string): Promise<() => void> => {
    const gate = Promise.withResolvers<void>()
    await page().route(address, async (route) => {
      if (route.request().method() === method) await gate.promise
      await route.continue()
    })
    return gate.resolve
  }

  it('loses neither the answer that is taken back nor what is typed meanwhile', async () => {
    const id = await desk.mail('hanako@customer.example', 'Undo')
    await desk.show(id)
    await field().click()
    await page().locator('[contenteditable=true]').waitFor()
    await page().keyboard.type('answer to be undone')
    await page().keyboard.press('Control+Enter')
    await expect.poll(() => sent(id), within).toEqual(['answer to be undone'])
    const letGo = await hold('**/api/messages/*/undo', 'POST')
    await field().click()
    await page().keyboard.type('g')
    const asked = page().waitForRequest('**/api/messages/*/undo')
    await notices().getByRole('button', { name: /Undo/ }).click()
    await asked
    await field().click()
    await page().keyboard.type('oing on')
    letGo()
    await expect.poll(words, within).toContain('answer to be undone')
    // The hands are still in the field, below what came back.
    await page().keyboard.type('!')
    expect((await words()).replaceAll(/\n+/g, '\n')).toBe('answer to be undone\ngoing on!')
    await expect.poll(() => draftOf(id), within).toBe('answer to be undone\n\ngoing on!')
    expect(await desk.read(id)).toMatchObject({ status: 'open' })
  })

  it('takes the keys that send although it is not known yet to whom, unless one writes on', async () => {
    const id = await desk.mail('hayai@customer.example', 'Quick')
    const letGo = await hold(`**/api/conversations/${id}/answering`, 'GET')
    await desk.show(id)
    await field().click()
    await page().keyboard.type('quick answer')
    await page().keyboard.press('Control+Enter')
    await page().keyboard.type(', and more')
    letGo()
    await page().getByRole('button', { name: 'Send', exact: true, disabled: false }).waitFor()
    expect(await sent(id)).toEqual([])
    const second = await desk.mail('hayai@customer.example', 'Quicker')
    const letGoToo = await hold(`**/api/conversations/${second}/answering`, 'GET')
    await desk.show(second)
    await field().click()
    await page().keyboard.type('quick answer')
    await page().keyboard.press('Control+Enter')
    letGoToo()
    await expect.poll(() => sent(second), within).toEqual(['quick answer'])
  })

  it('leaves no draft of what was sent while it was being saved', async () => {
    const id = await desk.mail('jiro@customer.example', 'Ghost')
    await desk.show(id)
    const letGo = await hold(`**/api/conversations/${id}/draft`, 'PUT')
    await field().click()
    const saving = page().waitForRequest((request) => request.method() === 'PUT')
    await page().keyboard.type('ghost words')
    await saving
    await page().keyboard.press('Control+Enter')
    letGo()
    await expect.poll(() => sent(id), within).toEqual(['ghost words'])
    expect(await draftOf(id)).toBeNull()
  })

  it('tells of an answer that was not taken after the agent has gone on, and brings it back after a reload', async () => {
    const [first, second] = [
      await desk.mail('saburo@customer.example', 'Broken'),
      await desk.mail('shiro@customer.example', 'Next'),
    ]
    await desk.show(first)
    const gate = Promise.withResolvers<void>()
    await page().route('**/replies', async (route) => {
      await gate.promise
      await route.abort()
    })
    await field().click()
    await page().keyboard.type('words of the first')
    await page().keyboard.press('Control+Enter')
    await page().locator(`[data-conversation="${second}"]`).click()
    await page().waitForURL(`**/inbox/${second}*`)
    gate.resolve()
    const told = notices().getByText(/was not sent/)
    await told.waitFor()
    await notices().getByRole('button', { name: 'Open conversation' }).click()
    await page().waitForURL(`**/inbox/${first}*`)
    await told.waitFor({ state: 'detached' })
    await page().getByRole('log').getByText('words of the first').waitFor()
    await field().click()
    await page().keyboard.type('words of the second')
    await expect.poll(() => draftOf(first), within).toBe('words of the second')
    await page().unroute('**/replies')
    page().once('dialog', (dialog) => void dialog.accept())
    await page().reload()
    await expect
      .poll(async () => (await words()).replaceAll(/\n+/g, '\n'), within)
      .toBe('words of the first\nwords of the second')
    expect(await sent(first)).toEqual([])
  })

  it('tells of an answer that failed in sight of an agent who goes on at once', async () => {
    const [first, second] = [
      await desk.mail('goro@customer.example', 'Refused'),
      await desk.mail('rokuro@customer.example', 'After it'),
    ]
    await desk.show(first)
    await page().route('**/replies', (route) => route.fulfill({ status: 500, json: {} }))
    const refused = page().waitForResponse('**/replies')
    await field().click()
    await page().keyboard.type('words that fail')
    await page().keyboard.press('Control+Enter')
    await refused
    await page().locator(`[data-conversation="${second}"]`).click()
    await page().waitForURL(`**/inbox/${second}*`)
    await notices()
      .getByText(/was not sent/)
      .waitFor()
    await notices().getByRole('button', { name: 'Open conversation' }).click()
    await page().getByRole('log').getByText('words that fail').waitFor()
    expect(await sent(first)).toEqual([])
    await page().unroute('**/replies')
  })
})
