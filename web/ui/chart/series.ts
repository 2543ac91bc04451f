/** One point of a series in the order of time. */
export interface Point {
  key: string
  /** Short, for the axis. */
  label: string
  /** Everything about it, as a sentence: shown beside it and read aloud. */
  reading: string
  /** null is no data: a gap, never 0. */
  value: number | null
}

/** Stretches of neighbouring points that have a value, as SVG paths; a lonely point is none. */
export function linePaths(
  points: readonly Pick<Point, 'value'>[],
  x: (place: number) => number,
  y: (value: number) => number,
): string[] {
  const paths: string[] = []
  let path = ''
  let length = 0
  const end = () => {
    if (length > 1) paths.push(path)
    path = ''
    length = 0
  }
  points.forEach(({ value }, place) => {
    if (value === null) return end()
    path += `${length === 0 ? 'M' : 'L'}${x(place).toFixed(1)} ${y(value).toFixed(1)}`
    length += 1
    return undefined
  })
  end()
  return paths
}
