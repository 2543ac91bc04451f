import { expect, it } from 'vitest'
import { piecesOf } from './Highlight.tsx'

it('cuts a snippet at its marks', () => {
  expect(piecesOf('定期便の\u{E000}解約\u{E001}をお願い')).toEqual([
    { text: '定期便の', match: false },
    { text: '解約', match: true },
    { text: 'をお願い', match: false },
  ])
})

it('loses no text when marks are broken', () => {
  expect(piecesOf('a\u{E001}b\u{E000}c').map((piece) => piece.text)).toEqual(['ab', 'c'])
  expect(piecesOf('\u{E000}\u{E001}')).toEqual([])
  expect(piecesOf('plain')).toEqual([{ text: 'plain', match: false }])
})
