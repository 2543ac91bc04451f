import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { axeProblems } from '../../harness/axe.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]
const THEMES = ['light', 'dark'] as const
const pictures = process.env.MADOGUCHI_PICTURES

/** How a page is looked at. */
export interface Look {
  size: (typeof SIZES)[number]
  /** In which themes axe reads it; none: only whether it fits. */
  themes: readonly (typeof THEMES)[number][]
}

/**
 * How the `nth` page is looked at: whether it fits, in every size; by axe in one size and theme, other ones from page
 * to page and from language to language. What was `opened` on it (a menu, a dialog) closes when the size changes and
 * is opened anew: it is looked at where axe does, and on a phone. With a folder for pictures everything is looked at
 * in every size and theme by axe too, which takes a while.
 */
export const looksAt = (nth: number, opened: boolean): Look[] =>
  SIZES.map((size, at) => ({
    size,
    themes: pictures ? THEMES : at === nth % 3 ? [THEMES[nth % 2] ?? 'light'] : [],
  })).filter(({ size, themes }) => !opened || themes.length > 0 || size.width < 500)

/** Waits until everything that the page asked for has come and is drawn. */
export const quiet = async (page: Page): Promise<void> => {
  await page.waitForLoadState('load')
  await page.waitForFunction(
    () => {
      // What was asked for is over when its entry is there; two equal looks in a row are rest.
      const now = `${performance.getEntriesByType('resource').length} ${document.body.innerHTML.length}`
      const looks = globalThis as unknown as { looked?: [string, number] }
      const [before, times] = looks.looked ?? ['', 0]
      looks.looked = [now, now === before ? times + 1 : 0]
      const coming =
        document.querySelector('[class*=skeleton],[class*=loader],[class*=Loader]') !== null ||
        // Colours and opacities on their way are nobody's.
        document
          .getAnimations()
          .some((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity)
      return !coming && document.querySelector('h1,h2,main') !== null && (looks.looked[1] ?? 0) >= 3
    },
    undefined,
    { polling: 60 },
  )
}

/** What sticks out of the page sideways. Asking lays it out in its size. */
const wide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px wider than the screen`] : []
  })

/** What is wrong with the page as it stands. */
export const look = async (page: Page, name: string, { size, themes }: Look): Promise<string[]> => {
  const problems = await wide(page)
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await quiet(page)
    const found = await axeProblems(page)
    problems.push(...found.map((problem) => `${colorScheme} ${problem}`))
    if (!pictures) continue
    mkdirSync(pictures, { recursive: true })
    const file = `${name}-${size.width}-${colorScheme}`.replaceAll(/[^\w-]+/g, '_')
    await page.screenshot({ path: join(pictures, `${file}.png`) })
  }
  return problems.map((problem) => `${name} (${size.width}): ${problem}`)
}
