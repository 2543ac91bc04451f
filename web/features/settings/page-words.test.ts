import { expect, it } from 'vitest'
import { pageWords } from './page-words.ts'
import { settingsPages } from './pages.ts'

it('are of pages that are there', () => {
  const pages = settingsPages.map(({ path }) => `/settings/${path}`)
  expect(Object.keys(pageWords).filter((address) => !pages.includes(address))).toEqual([])
})
