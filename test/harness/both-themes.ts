import type { Page } from 'playwright-core'
import { axeProblems } from './screen.ts'

/** What axe finds wrong on the page as it is shown now, in light and in dark. The app must follow the device. */
export const problemsInBothThemes = async (page: Page): Promise<string[]> => {
  const problems: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
    problems.push(...(await axeProblems(page)).map((problem) => `${colorScheme} ${problem}`))
  }
  return problems
}
