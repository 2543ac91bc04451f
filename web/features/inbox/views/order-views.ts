import type { SavedView } from '../../../api/types.ts'

/** The views of one person with one of them a place up (-1) or down (1): those that stand elsewhere now, in order. */
export function moveView(views: readonly SavedView[], viewId: string, step: 1 | -1): SavedView[] {
  const view = views.find(({ id }) => id === viewId)
  const own = views
    .filter(({ ownerId }) => ownerId === view?.ownerId)
    .toSorted((a, b) => a.position - b.position)
  const from = own.findIndex(({ id }) => id === viewId)
  const to = from + step
  if (!view || to < 0 || to >= own.length) return []
  const moved = own.toSpliced(from, 1).toSpliced(to, 0, view)
  return moved.flatMap((one, position) => (one.position === position ? [] : [{ ...one, position }]))
}
