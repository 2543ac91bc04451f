import type { Output } from '../../../api/types.ts'

/** How requests went. */
export type Picture = Output<'reports.getFlow'>
export type Move = Picture['moves'][number]
export type Step = Move['step']

/** The picture's size; it is scaled to the screen. */
export const size = { width: 1120, height: 430, stepWidth: 128, stepHeight: 50 } as const

const columns = [80, 320, 580, 800, 1030] as const
const rows = [60, 215, 370] as const

/** Where each step stands: the straight way in the middle, what goes aside above, what comes back below. */
export const places: Record<Step, { x: number; y: number }> = {
  opened: { x: columns[0], y: rows[1] },
  assigned: { x: columns[1], y: rows[1] },
  'handed-on': { x: columns[1], y: rows[0] },
  returned: { x: columns[1], y: rows[2] },
  answered: { x: columns[2], y: rows[1] },
  wrote: { x: columns[2], y: rows[2] },
  pending: { x: columns[2], y: rows[0] },
  snoozed: { x: columns[3], y: rows[0] },
  resumed: { x: columns[3], y: rows[2] },
  resolved: { x: columns[4], y: rows[1] },
  reopened: { x: columns[4], y: rows[2] },
}

interface Point {
  x: number
  y: number
}

/** Where a line from the middle of a step leaves its box. */
function edgeOf({ x, y }: Point, toward: Point): Point {
  const [dx, dy] = [toward.x - x, toward.y - y]
  const [w, h] = [size.stepWidth / 2 + 4, size.stepHeight / 2 + 4]
  const scale = Math.min(w / Math.abs(dx || 1e-6), h / Math.abs(dy || 1e-6))
  return { x: x + dx * scale, y: y + dy * scale }
}

/** A move as it is drawn: its line, and where its words stand. */
export interface Line {
  move: Move
  path: string
  /** Beside the line, on the side to which it bends. */
  label: Point & { anchor: 'start' | 'middle' | 'end' }
  width: number
}

const widest = 11

function lineOf(move: Move, next: Step, most: number): Line {
  const [from, to] = [places[move.step], places[next]]
  const width = 1.5 + widest * Math.sqrt(move.n / most)
  if (move.step === next) {
    const { x, y } = { x: from.x, y: from.y - size.stepHeight / 2 - 2 }
    return {
      move,
      width,
      label: { x, y: y - 38 - width / 2, anchor: 'middle' },
      path: `M${x - 26} ${y} C${x - 46} ${y - 46} ${x + 46} ${y - 46} ${x + 26} ${y}`,
    }
  }
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy)
  // To the left of its own way, so that there and back are two lines.
  const bend = Math.min(70, 18 + length * 0.11)
  const middle = {
    x: (from.x + to.x) / 2 + (dy / length) * bend,
    y: (from.y + to.y) / 2 - (dx / length) * bend,
  }
  const [a, b] = [edgeOf(from, middle), edgeOf(to, middle)]
  const point = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`
  return {
    move,
    width,
    path: `M${point(a)} Q${point(middle)} ${point(b)}`,
    label: labelAt(
      { x: (a.x + 2 * middle.x + b.x) / 4, y: (a.y + 2 * middle.y + b.y) / 4 },
      { x: dy / length, y: -dx / length },
      width,
    ),
  }
}

/** Where words stand beside a point of a line, in the direction in which it bends. */
function labelAt({ x, y }: Point, side: Point, width: number): Line['label'] {
  const away = width / 2 + 5
  // Beside a line that goes up or down words begin or end at it; otherwise they stand above or below it.
  const isSteep = Math.abs(side.x) > 0.75
  return {
    x: x + side.x * away,
    y: isSteep ? y : y + side.y * (away + (side.y > 0 ? 12 : 4)),
    anchor: isSteep ? (side.x > 0 ? 'start' : 'end') : 'middle',
  }
}

const mostLines = 22

/** What is drawn: the most frequent moves, the rarest first so that the others lie above them. */
export function linesOf({ moves, looked }: Picture): Line[] {
  const drawn = moves.filter(({ next, n }) => next !== null && n >= looked * 0.01).slice(0, mostLines)
  const most = Math.max(1, ...drawn.map(({ n }) => n))
  return drawn.map((move) => lineOf(move, move.next as Step, most)).reverse()
}

/** Where conversations wait for us the longest: what takes the most time of all. What stands there now counts, too. */
export const longestWaits = ({ moves }: Picture, count: number): Move[] =>
  moves
    .filter(({ waitsFor, total }) => waitsFor === 'us' && total > 0)
    .toSorted((a, b) => b.total - a.total)
    .slice(0, count)

/** A move as it stands in the address. */
export const moveKey = ({ step, next }: Pick<Move, 'step' | 'next'>): string => `${step}.${next ?? 'none'}`
