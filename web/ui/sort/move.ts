/** The list with the item at one place moved to another. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, place) => place !== from)
  const item = list[from]
  if (item === undefined) return [...list]
  const at = Math.max(0, Math.min(rest.length, to))
  return [...rest.slice(0, at), item, ...rest.slice(at)]
}

/** The place to which something is dragged: where the pointer stands among the middles of the rows. */
export const placeAt = (y: number, rows: readonly { top: number; height: number }[]): number =>
  rows.filter(({ top, height }) => y > top + height / 2).length
