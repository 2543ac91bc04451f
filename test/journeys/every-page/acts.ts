import type { Page } from 'playwright-core'

/** One state of the app that people see. */
export interface Place {
  name: string
  path: string
  /** Looked at by nobody who is signed in. */
  signedOut?: boolean
  /** Prepares the answers of the server, before the page is opened. */
  before?(page: Page): Promise<unknown>
  /** Brings it into the state that is looked at; the same in every language. */
  open?(page: Page): Promise<unknown>
}

/** Presses keys that open something. */
export const press =
  (...keys: string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key)
    await page.getByRole('dialog').last().waitFor()
  }

/** Clicks what opens something. */
export const click = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click()
  await page.getByRole('dialog').last().waitFor()
}

/** Fills in an address and sends it, up to what the page says then. */
export const send = (selector: string, status: string) => async (page: Page) => {
  await page.locator(selector).fill('nobody@shop.example')
  const password = page.locator('input[name=password]')
  if (await password.count()) await password.fill('not the password')
  await page.locator('button[type=submit]').click()
  await page.locator(status).waitFor()
}

/** Has the server answer at an address as it is said here. */
export const answer =
  (address: string, body: unknown, status = 200) =>
  (page: Page) =>
    page.route(address, (route) =>
      route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) }),
    )

/** Has the server fail at an address. */
export const broken = (address: string) =>
  answer(address, { code: 'kernel.bug', detail: 'Something broke.' }, 500)
