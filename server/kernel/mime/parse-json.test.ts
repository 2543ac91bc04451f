import { expect, it } from 'vitest'
import { parseJson } from './parse-json.ts'

it('refuses NUL and mends halves of characters wherever they stand', () => {
  expect(() => parseJson('{"a":["x\\u0000"]}')).toThrow('NUL')
  expect(() => parseJson('{"a\\u0000":1}')).toThrow('NUL')
  expect(parseJson('{"a":["\\ud83d","\\ud83d\\ude00"],"b":1,"__proto__":{"c":2}}')).toEqual({
    a: ['\ufffd', '😀'],
    b: 1,
  })
  expect(parseJson('')).toBeUndefined()
  expect(() => parseJson('{')).toThrow(SyntaxError)
})
