import type { Browser, BrowserContext, Page } from 'playwright-core'

/** How somebody looks at the agents' app. */
export interface ScreenOptions {
  email?: string
  password?: string
  theme?: 'light' | 'dark'
  width?: number
  height?: number
}

/** The agents' app in a browser of its own, signed in; what breaks on a page is collected in `broken`. */
export const openScreen = async (
  browser: Browser,
  url: string,
  options: ScreenOptions = {},
): Promise<{ context: BrowserContext; page: Page; broken: string[] }> => {
  const { email = 'owner@shop.example', password = 'correct horse battery', theme = 'light' } = options
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(15_000)
  const answer = await context.request.post('/api/session', { data: { email, password } })
  if (!answer.ok()) throw new Error(`${email} cannot sign in: ${await answer.text()}`)
  await context.addInitScript((chosen) => globalThis.localStorage.setItem('madoguchi.theme', chosen), theme)
  const page = await context.newPage()
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(error.message))
  return { context, page, broken }
}
