import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './index.ts'

describe('a wrong setting', () => {
  it.each([
    ['MADOGUCHI_PORT', '70000'],
    ['MADOGUCHI_ROLES', 'web,painter'],
    ['MADOGUCHI_SECRET', 'short-but-secret'],
    ['DATABASE_URL', 'mysql://desk:s3cret-word@db.example/desk'],
    ['MADOGUCHI_URL', 'ftp://desk:s3cret-word@desk.example'],
    ['MADOGUCHI_PRIVATE_NETWORK', 'yes'],
  ])('is named in a sentence, and what was given is not: %s', (name, value) => {
    let said: unknown
    try {
      readConfig({ [name]: value })
    } catch (error) {
      said = error
    }
    expect(said).toBeInstanceOf(ConfigError)
    const { message } = said as ConfigError
    expect(message).toMatch(
      new RegExp(`^The setting ${name} can't be used: .+ See docs/configuration\\.md\\.$`),
    )
    expect(message).not.toContain(value)
    expect(message).not.toContain('s3cret-word')
  })

  it('is half a pair of certificate and key', () => {
    expect(() => readConfig({ MADOGUCHI_SMTP_IN_CERT: 'a.crt' })).toThrow(/belong together/)
    expect(
      readConfig({ MADOGUCHI_SMTP_IN_CERT: '/a.crt', MADOGUCHI_SMTP_IN_KEY: '/a.key' }).smtpInTls,
    ).toEqual({ certFile: '/a.crt', keyFile: '/a.key' })
  })

  it('is none where nothing was given', () => {
    expect(readConfig({ MADOGUCHI_PORT: '', DATABASE_URL: '' })).toMatchObject({
      port: 4000,
      databaseUrl: undefined,
    })
  })
})
