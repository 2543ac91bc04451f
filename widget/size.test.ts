import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWidget } from './build-widget.ts'

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-widget-'))
beforeAll(() => buildWidget(folder))
afterAll(() => rmSync(folder, { recursive: true }))

const text = (name: string): string => readFileSync(join(folder, name), 'utf8')
const packed = (name: string): number => gzipSync(text(name), { level: 9 }).length

describe('what a shop’s page loads', () => {
  it('is two files', () => {
    expect(readdirSync(folder).sort()).toEqual(['panel.js', 'widget.js'])
  })

  it('is at most 20 kB before the window is opened', () => {
    expect(packed('widget.js')).toBeLessThanOrEqual(20_000)
  })

  it('is at most 60 kB on opening it, with room for the answer of the product', () => {
    expect(packed('panel.js')).toBeLessThanOrEqual(50_000)
  })

  it('needs no eval, writes no HTML, sets no cookie', () => {
    for (const name of ['widget.js', 'panel.js']) {
      expect(text(name)).not.toMatch(/\beval\(|new Function\(|document\.write|document\.cookie|process\.env/)
    }
    expect(text('widget.js')).not.toContain('innerHTML')
  })
})
