import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { incoming } from '../../factories/index.ts'
import { receiveMessages } from '../../../server/modules/conversations/index.ts'
import { found, openDesk, within } from './open-desk.ts'

describe.skipIf(!found.path)('a conversation on the screen, in English', () => {
  const desk = openDesk('en')
  const page = () => desk.page()
  const log = () => page().getByRole('log')
  let stranger: Server | undefined
  afterAll(() => stranger?.close())

  it('shows a mail as it was written, its pictures only when asked for and only through us', async () => {
    let asked = 0
    stranger = createServer((_request, response) => {
      asked += 1
      response.end()
    })
    await new Promise<void>((resolve) => stranger?.listen(0, '127.0.0.1', resolve))
    const { port } = stranger.address() as AddressInfo
    const html = `<h2>Order 1042</h2><img alt="logo" src="http://127.0.0.1:${port}/logo.png">`
    const id = await desk.mail('ann@customer.example', 'My order', { text: 'Order 1042', html })
    await desk.show(id)
    const frame = page().frameLocator('iframe')
    await frame.getByRole('heading', { name: 'Order 1042' }).waitFor()
    const [answer] = await Promise.all([
      page().waitForResponse(/\/picture\?url=/),
      page().getByRole('button', { name: 'Show images' }).click(),
    ])
    // A private network is no place for a picture; what counts here is who was asked.
    expect(new URL(answer.url()).origin).toBe(desk.app().url)
    expect(answer.status()).toBe(400)
    expect(asked).toBe(0)
  })

  it('folds what is quoted, and unfolds it', async () => {
    const text =
      'Thank you!\n\nOn Mon, Nov 16, 2026 at 10:00 AM Support <support@shop.example> wrote:\n> We sent it today.'
    await desk.show(await desk.mail('bob@customer.example', 'Re: parcel', { text }))
    await log().getByText('Thank you!').waitFor()
    expect(await log().getByText('We sent it today.').count()).toBe(0)
    await page().getByRole('button', { name: 'Show quoted text' }).click()
    await log().getByText('We sent it today.').waitFor()
  })

  it('tells who else is here and types, by name', async () => {
    const id = await desk.mail('carol@customer.example', 'Size')
    await desk.show(id)
    const other = await desk.colleagueScreen()
    await desk.show(id, other)
    await page()
      .getByRole('img', { name: /agent 1/ })
      .waitFor()
    await other.keyboard.press('r')
    await other.keyboard.type('Let me see')
    await page().getByText('agent 1 is typing').waitFor()
    await other.context().close()
    await expect
      .poll(
        () =>
          page()
            .getByRole('img', { name: /agent 1/ })
            .count(),
        within,
      )
      .toBe(0)
  })

  it('catches up with what came while there was no connection', async () => {
    const id = await desk.mail('dave@customer.example', 'Delivery', { threadKeys: ['t:dave'] })
    await desk.show(id)
    await page().context().setOffline(true)
    await page()
      .getByText(/connection/i)
      .first()
      .waitFor()
    const later = await incoming(desk.app().db, 'dave@customer.example', desk.inboxId(), {
      threadKeys: ['t:dave'],
      text: 'Where is it now?',
    })
    await desk.app().db.tx((tx) => receiveMessages(tx, [later]))
    await desk.app().settled()
    expect(await log().getByText('Where is it now?').count()).toBe(0)
    await page().context().setOffline(false)
    await log().getByText('Where is it now?').waitFor({ timeout: 40_000 })
  })

  it('scrolls through two thousand messages and draws only those in sight', async () => {
    const id = await desk.mail('eve@customer.example', 'A long story', {
      threadKeys: ['t:eve'],
      text: 'message 0',
      occurredAt: new Date(Date.now() - 4_000_000),
    })
    const { db } = desk.app()
    const model = await incoming(db, 'eve@customer.example', desk.inboxId(), { threadKeys: ['t:eve'] })
    for (let batch = 0; batch < 4; batch += 1)
      await db.tx((tx) =>
        receiveMessages(
          tx,
          Array.from({ length: 500 }, (_, at) => {
            const number = batch * 500 + at + 1
            return {
              ...model,
              arrivalId: crypto.randomUUID(),
              messageKey: `k:${number}`,
              text: `message ${number}`,
              occurredAt: new Date(Date.now() - 3_000_000 + number * 1000),
            }
          }),
        ),
      )
    await desk.show(id)
    await log().getByText('message 2000', { exact: true }).waitFor()
    expect(
      await log()
        .getByText(/^message \d+$/)
        .count(),
    ).toBeLessThan(100)
    await log().hover()
    const oldest = async () => {
      await page().mouse.wheel(0, -1500)
      const shown = await log()
        .getByText(/^message \d+$/)
        .allInnerTexts()
      return Math.min(...shown.map((text) => Number(text.slice(8))))
    }
    await expect.poll(oldest, { timeout: 60_000, interval: 200 }).toBeLessThan(1850)
    expect(
      await log()
        .getByText(/^message \d+$/)
        .count(),
    ).toBeLessThan(150)
    await page().getByRole('button', { name: 'To the newest message' }).click()
    await log().getByText('message 2000', { exact: true }).waitFor()
    expect(desk.broken()).toEqual([])
  })
})
