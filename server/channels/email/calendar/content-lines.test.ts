import { expect, it } from 'vitest'
import { decodeText } from '../charset/decode-text.ts'
import { contentLines, unfolded } from './content-lines.ts'

const calendar = 'SUMMARY:打ち合\r\n わせ\r\nLOCATION:東京\r\n'

it.each([
  ['utf-8', Buffer.from(calendar)],
  ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(calendar, 'utf16le')])],
])('joins folded lines in %s', (charset, content) => {
  expect(contentLines(decodeText(unfolded(content), charset)).map(({ value }) => value)).toEqual([
    '打ち合わせ',
    '東京',
  ])
})
