import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(place: object, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/** Everything that WCAG 2.2 AA asks for, with targets large enough for a finger, and what is good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Rows of a long list are alike: looking at hundreds of them takes a minute and finds nothing. */
const ALIKE = ['li:nth-of-type(n+13)', 'tr:nth-of-type(n+13)']

/** Asked of whole pages; a frame is a part of one. */
const OF_PAGES = ['landmark-one-main', 'page-has-heading-one', 'region']

const problemsOf = async (frame: Frame, within: string | undefined): Promise<string[]> => {
  // Through the debugger, since a page's own policy lets no foreign script in.
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(source)
  const off = frame.parentFrame() ? OF_PAGES : []
  return frame.evaluate(
    async ({ within, exclude, runOnly, off }) => {
      const { axe } = globalThis as unknown as { axe: Axe }
      // What a dialog covers is out of reach until it closes.
      const dialogs = [...globalThis.document.querySelectorAll('[aria-modal="true"]')]
      const place = { include: [within ?? dialogs.at(-1) ?? globalThis.document], exclude }
      const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]))
      const options = { iframes: false, resultTypes: ['violations'], runOnly, rules }
      const { violations } = await axe.run(place, options)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    },
    { within, exclude: ALIKE, runOnly: RULES, off },
  )
}

/** Until nothing of a frame is busy. By a timer: what is out of sight draws nothing, and would never be looked at. */
const calm = (frame: Frame) =>
  frame.waitForFunction(() => !globalThis.document.querySelector('[aria-busy="true"]'), undefined, {
    polling: 50,
  })

/**
 * What axe finds wrong on the page as it is shown now, and in the frames of ours that it shows; with `within` (a
 * selector) only there. A stranger's mail in a frame without scripts is the stranger's. What is busy is awaited: until
 * its answer comes it is dimmed, and what is dimmed has too little contrast on purpose.
 */
export const axeProblems = async (page: Page, within?: string): Promise<string[]> => {
  const ours = within ? [page.mainFrame()] : page.frames().filter((frame) => frame.url().startsWith('http'))
  // What was just done is drawn first: until then nothing says that it is busy.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await Promise.all(ours.map(calm))
  return (await Promise.all(ours.map((frame) => problemsOf(frame, within)))).flat()
}

/** The same in light and in dark. The page must follow the device. */
export const axeProblemsInBothThemes = async (page: Page): Promise<string[]> => {
  const problems: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
    problems.push(...(await axeProblems(page)).map((problem) => `${colorScheme} ${problem}`))
  }
  return problems
}
