import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const web = join(import.meta.dirname, '..')
const sheets = join(web, '../node_modules/@mantine/core/styles')
const sources = globSync('**/*.{ts,tsx}', { cwd: web }).map((path) => readFileSync(join(web, path), 'utf8'))

/** Names of the components that the app takes from the library. */
const used = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    ),
  ),
)

/** The style sheets are brought in one by one, so a component can stand on a page without its own. */
it('brings in the style sheet of every component that has one', () => {
  const wanted = [...used].filter((name) => existsSync(join(sheets, `${name}.layer.css`)))
  expect(wanted.length).toBeGreaterThan(4)
  const missing = wanted.filter((name) => !sources.some((text) => text.includes(`styles/${name}.layer.css'`)))
  expect(missing).toEqual([])
})
