import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { settings } from '../server/kernel/config/schema.ts'
import { pages } from './generate-docs.ts'

const file = (name: string): string => readFileSync(join(import.meta.dirname, '../docs', name), 'utf8')

describe('the generated docs', () => {
  it.each(Object.keys(pages()))(
    'say what the code says: %s (else run: node scripts/generate-docs.ts)',
    (name) => {
      expect(file(name)).toBe(pages()[name])
    },
  )

  it('describe every setting with a meaning and a default', () => {
    const lines = file('configuration.md').split('\n')
    for (const name of Object.keys(settings)) {
      const cells = lines.find((line) => line.startsWith(`| \`${name}\` |`))?.split(' | ') ?? []
      expect(cells).toHaveLength(4)
      expect(cells[1]).toMatch(/\.$/)
    }
  })

  it('are the only source of settings in the other pages', () => {
    const named = [...file('operate.md').matchAll(/\b(MADOGUCHI_\w+|DATABASE_URL)\b/g)].map(([name]) => name)
    expect(named.length).toBeGreaterThan(5)
    expect([...new Set(named)].filter((name) => !(name in settings))).toEqual([])
  })
})
