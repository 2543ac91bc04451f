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
