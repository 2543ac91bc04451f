import type { Page } from 'playwright-core'

/** Answers an address in the place of the server. */
export const answer = (address: string, status: number, body: unknown) => (page: Page) =>
  page.route(address, (route) =>
    route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) }),
  )
