import { expect, it } from 'vitest'
import { placeBeside, type Side } from './place-beside.ts'

const view = { width: 1000, height: 600 }
const small = { width: 200, height: 100 }
const anchor = (left: number, top: number) => ({ left, top, width: 40, height: 30 })

it.each<[string, Side, [number, number], typeof small, [number, number]]>([
  ['below, at the left edge', 'bottom-start', [100, 100], small, [100, 136]],
  ['below, at the right edge', 'bottom-end', [500, 100], small, [340, 136]],
  ['below, in the middle', 'bottom', [500, 100], small, [420, 136]],
  ['above', 'top-end', [500, 400], small, [340, 294]],
  ['above instead, where there is no room below', 'bottom-start', [100, 550], small, [100, 444]],
  ['below instead, where there is no room above', 'top', [500, 20], small, [420, 56]],
  ['inside of the window at the right', 'bottom-start', [950, 100], small, [792, 136]],
  ['inside of the window at the left', 'bottom-end', [10, 100], small, [8, 136]],
  ['at the right', 'right', [10, 300], small, [56, 265]],
  ['at the left instead', 'right-end', [940, 300], small, [734, 230]],
  [
    'as well as it can when it is too large',
    'bottom-start',
    [100, 300],
    { width: 2000, height: 2000 },
    [8, 8],
  ],
])('puts it %s', (_, side, [left, top], size, [wantedLeft, wantedTop]) => {
  expect(placeBeside(anchor(left, top), size, view, side)).toEqual({ left: wantedLeft, top: wantedTop })
})
