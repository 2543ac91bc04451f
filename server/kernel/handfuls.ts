/** Things in their order, as many at once as `most` allows by their number and their sizes together; always at least one. */
export const handfuls = function* <T>(
  things: readonly T[],
  sizeOf: (thing: T) => number,
  most: { size: number; count?: number },
): Generator<T[]> {
  let some: T[] = []
  let size = 0
  for (const thing of things) {
    if (some.length > 0 && (some.length === most.count || size + sizeOf(thing) > most.size)) {
      yield some
      some = []
      size = 0
    }
    some.push(thing)
    size += sizeOf(thing)
  }
  if (some.length > 0) yield some
}
