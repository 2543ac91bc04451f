import { describe, expect, it } from 'vitest'
import { bringsColours, frameDocument } from './frame-document.ts'

const policyOf = (text: string) => /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? ''

describe('frameDocument', () => {
  it('lets nothing in from elsewhere, pictures neither', () => {
    const policy = policyOf(frameDocument('<p>hi</p>', { origin: 'https://desk.example' }))
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('img-src https://desk.example data:;')
    expect(policy).not.toContain('script-src')
  })
  it('states its policy before any foreign words', () => {
    const text = frameDocument('<p>FOREIGN</p>', { origin: 'https://desk.example' })
    expect(text.indexOf('Content-Security-Policy')).toBeLessThan(text.indexOf('FOREIGN'))
  })
})

describe('bringsColours', () => {
  it.each([
    ['<p style="margin:0">了解です</p>', false],
    ['<td bgcolor="#eeeeee">x</td>', true],
    ['<p style="color:#000">x</p>', true],
    ['<div style="background:#fff">x</div>', true],
  ])('%s: %s', (html, expected) => expect(bringsColours(html)).toBe(expected))
})
