import { describe, expect, it } from 'vitest'
import { externalIdOf } from './external-id.ts'

const mail = (body: string, headers = 'Message-ID: <1@a.example>\r\n'): string =>
  externalIdOf(Buffer.from(`From: a@b.example\r\n${headers}\r\n${body}`))

describe('externalIdOf', () => {
  it('is the same for copies that took different ways', () => {
    const other = externalIdOf(
      Buffer.from('Received: from x\nMessage-ID: <1@a.example>\nFrom: a@b.example\n\nhello\n\n'),
    )
    expect(mail('hello\r\n')).toBe(other)
    expect(other).toMatch(/^mid:1@a\.example:[0-9a-f]{16}$/)
    expect(mail('he\rllo\r\r\n \t\v\f\r\n')).toBe(other)
    expect(externalIdOf(Buffer.from('Message-ID: <1@a.example>\n\nhello\xa0\n', 'latin1'))).toBe(other)
    expect(mail('hello\0\n')).not.toBe(other)
    expect(mail('\r\n\r\n')).toBe(mail(''))
  })

  it('differs for another body under the same Message-ID: machines reuse theirs', () => {
    expect(mail('hello')).not.toBe(mail('bye'))
  })

  it('takes all bytes of a mail without Message-ID: a weekly report is sent more than once', () => {
    const monday = mail('report', 'Date: Mon, 2 Nov 2026 08:00:00 +0900\r\n')
    const tuesday = mail('report', 'Date: Tue, 3 Nov 2026 08:00:00 +0900\r\n')
    expect(monday).toMatch(/^raw:[0-9a-f]{32}$/)
    expect(monday).not.toBe(tuesday)
  })
})
