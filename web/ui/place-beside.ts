/** On which side of its anchor something stands, and with which edge it lines up. */
export type Side =
  | 'bottom-start'
  | 'bottom-end'
  | 'top-start'
  | 'top-end'
  | 'top'
  | 'bottom'
  | 'right'
  | 'right-end'

interface Size {
  width: number
  height: number
}
interface Box extends Size {
  left: number
  top: number
}

const gap = 6
const edge = 8
const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most))

/**
 * Where to put something of a size beside an anchor: on the wanted side, on the opposite one where there is more
 * room, and always inside of the window. Everything in px of the window.
 */
export function placeBeside(anchor: Box, size: Size, view: Size, side: Side): { left: number; top: number } {
  const inside = (left: number, top: number) => ({
    left: clamp(left, edge, Math.max(edge, view.width - size.width - edge)),
    top: clamp(top, edge, Math.max(edge, view.height - size.height - edge)),
  })
  if (side === 'right' || side === 'right-end') {
    const top =
      side === 'right'
        ? anchor.top + (anchor.height - size.height) / 2
        : anchor.top + anchor.height - size.height
    const right = anchor.left + anchor.width + gap
    return inside(right + size.width <= view.width - edge ? right : anchor.left - gap - size.width, top)
  }
  const below = anchor.top + anchor.height + gap
  const above = anchor.top - gap - size.height
  const roomBelow = view.height - edge - below
  const roomAbove = anchor.top - gap - edge
  const wantsBelow = side.startsWith('bottom')
  const fits = size.height <= (wantsBelow ? roomBelow : roomAbove)
  const goesBelow = fits ? wantsBelow : roomBelow >= roomAbove
  const start = anchor.left
  const end = anchor.left + anchor.width - size.width
  const middle = anchor.left + (anchor.width - size.width) / 2
  return inside(
    side.endsWith('start') ? start : side.endsWith('end') ? end : middle,
    goesBelow ? below : above,
  )
}
