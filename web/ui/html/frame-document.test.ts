import { describe, expect, it } from 'vitest'
import { frameDocument } from './frame-document.ts'

const policyOf = (text: string) => /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? ''

describe('frameDocument', () => {
  it('lets nothing in from elsewhere', () => {
    const policy = policyOf(frameDocument('<p>hi</p>', 'https://desk.example', false))
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('img-src https://desk.example data:;')
    expect(policy).not.toContain('script-src')
  })
  it('lets pictures in when asked for, and nothing else', () => {
    const policy = policyOf(frameDocument('', 'https://desk.example', true))
    expect(policy).toContain('img-src https://desk.example data: https: http:;')
    expect(policy).toContain("default-src 'none'")
  })
  it('states its policy before any foreign words', () => {
    const text = frameDocument('<p>FOREIGN</p>', 'https://desk.example', false)
    expect(text.indexOf('Content-Security-Policy')).toBeLessThan(text.indexOf('FOREIGN'))
  })
})
