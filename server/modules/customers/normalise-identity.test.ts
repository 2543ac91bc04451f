import { describe, expect, it } from 'vitest'
import { nationalNumber, normaliseIdentity } from './normalise-identity.ts'

const key = (kind: string, value: string): string => normaliseIdentity(kind, value).valueKey

describe('mail addresses', () => {
  it.each([
    [' Hanako@Example.JP ', 'hanako@example.jp'],
    ['ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ', 'hanako@example.jp'],
    ['hanako+shop@example.jp', 'hanako+shop@example.jp'],
    ['taro@日本語.JP', 'taro@xn--wgv71a119e.jp'],
    ['taro@xn--wgv71a119e.jp', 'taro@xn--wgv71a119e.jp'],
    ['"a@b"@example.jp', '"a@b"@example.jp'],
    ['no-at-sign', 'no-at-sign'],
  ])('%j is known as %j', (given, wanted) => {
    expect(key('email', given)).toBe(wanted)
  })

  it('are shown as they were given', () => {
    expect(normaliseIdentity('email', ' Hanako@Example.JP\0').value).toBe('Hanako@Example.JP')
  })
})

describe('phone numbers', () => {
  it.each([
    ['090-1234-5678', '+819012345678'],
    ['０９０（１２３４）５６７８', '+819012345678'],
    ['+81 90 1234 5678', '+819012345678'],
    ['+81 (0)90-1234-5678', '+819012345678'],
    ['0081-90-1234-5678', '+819012345678'],
    ['03-1234-5678', '+81312345678'],
    ['0120-123-456', '+81120123456'],
    ['+1 (415) 555-0100', '+14155550100'],
    ['110', '110'],
    ['内線', '内線'],
  ])('%j is known as %j', (given, wanted) => {
    expect(key('phone', given)).toBe(wanted)
  })

  it('have a national form when they are Japanese', () => {
    expect(nationalNumber('+819012345678')).toBe('09012345678')
    expect(nationalNumber('+14155550100')).toBeUndefined()
  })
})

describe('addresses of other networks', () => {
  it('stay as they are', () => {
    expect(key('pigeon', ' Loft-7 ')).toBe('Loft-7')
  })

  it('fit an index whatever their length', () => {
    const long = key('pigeon', 'x'.repeat(10_000))
    expect(long).toMatch(/^sha256:/)
    expect(long).not.toBe(key('pigeon', 'x'.repeat(10_001)))
  })
})
