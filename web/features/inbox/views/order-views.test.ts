import { expect, it } from 'vitest'
import type { SavedView } from '../../../api/types.ts'
import { moveView } from './order-views.ts'

const view = (id: string, position: number, ownerId = 'me'): SavedView =>
  ({ id, name: id, ownerId, shared: false, position, filter: {} }) as unknown as SavedView
const views = [view('c', 7), view('a', 0), view('x', 1, 'other'), view('b', 0)]
const places = (moved: SavedView[]) => moved.map(({ id, position }) => `${id}${position}`)

it('moves a view among its owner’s, and gives those with equal places places of their own', () => {
  expect(places(moveView(views, 'b', 1))).toEqual(['c1', 'b2'])
  expect(places(moveView(views, 'b', -1))).toEqual(['a1', 'c2'])
})
it('moves nothing beyond the ends', () => {
  expect(moveView(views, 'a', -1)).toEqual([])
  expect(moveView(views, 'c', 1)).toEqual([])
  expect(moveView(views, 'gone', 1)).toEqual([])
})
