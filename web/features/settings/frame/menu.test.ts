import { describe, expect, it } from 'vitest'
import { settingsPages } from '../pages.ts'
import { screens, screenTexts } from '../screens.ts'
import { icons } from './icons.ts'
import { menuFor } from './menu.ts'

describe('the menu of the settings', () => {
  it('shows every page to whoever may do everything', () => {
    const shown = menuFor(() => true).flatMap(({ pages }) => pages)
    expect(shown).toHaveLength(settingsPages.length)
  })
  it('shows nobody a page that they may not open, and no empty group', () => {
    const menu = menuFor((permission) => permission === 'people.write')
    const shown = menu.flatMap(({ pages }) => pages.map(({ permission }) => permission))
    expect(shown).toContain('people.write')
    expect(shown).not.toContain('settings.write')
    expect(menu.every(({ pages }) => pages.length > 0)).toBe(true)
  })
  it('has an icon for each page, and none that is left over', () => {
    expect(Object.keys(icons).sort()).toEqual(settingsPages.map(({ path }) => path).sort())
  })
  it('has a screen for each address, and none that is left over', () => {
    const addresses = settingsPages.flatMap(({ path, below = [] }) => [
      path,
      ...below.map((rest) => `${path}/${rest}`),
    ])
    expect(Object.keys(screens).sort()).toEqual(addresses.sort())
    expect(settingsPages.map(({ path }) => path)).toEqual(expect.arrayContaining(Object.keys(screenTexts)))
  })
  it('knows each page by one address', () => {
    const paths = settingsPages.map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
  })
})
