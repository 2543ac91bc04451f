import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'

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

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(place: object, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/** Rows of a long list are alike: looking at hundreds of them takes a minute and finds nothing. */
const ALIKE = ['li:nth-of-type(n+13)', 'tr:nth-of-type(n+13)']

/** Asked of whole pages; a frame is a part of one. */
const OF_PAGES = ['landmark-one-main', 'page-has-heading-one', 'region']

const problemsOf = async (frame: Frame): Promise<string[]> => {
  // Through the debugger, since the page's own policy lets no foreign script in.
  await frame.evaluate(axeSource)
  const off = frame.parentFrame() ? OF_PAGES : []
  return frame.evaluate(
    async ({ exclude, off }) => {
      const { axe } = globalThis as unknown as { axe: Axe }
      // What a dialog covers is out of reach until it closes.
      const dialogs = [...globalThis.document.querySelectorAll('[aria-modal="true"]')]
      const place = { include: [dialogs.at(-1) ?? globalThis.document], exclude }
      const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]))
      const { violations } = await axe.run(place, { iframes: false, resultTypes: ['violations'], rules })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    },
    { exclude: ALIKE, off },
  )
}

/**
 * What axe finds wrong on the page as it is shown now, and in the frames of ours that it shows. A stranger's mail in
 * a frame without scripts is the stranger's.
 */
export const axeProblems = async (page: Page): Promise<string[]> => {
  const ours = page.frames().filter((frame) => frame.url().startsWith('http'))
  return (await Promise.all(ours.map(problemsOf))).flat()
}
