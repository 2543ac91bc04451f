/** A piece of a text beside another one: in both, only before, or only after. */
export interface Piece {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** More lines than these are not told apart one by one: they are all gone, and all new. */
const most = 600

/** How long the longest common run is, from each pair of places on. */
const common = (before: readonly string[], after: readonly string[]): Uint16Array[] => {
  const table = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1))
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const [here, below] = [table[i] as Uint16Array, table[i + 1] as Uint16Array]
      here[j] =
        before[i] === after[j]
          ? (below[j + 1] as number) + 1
          : Math.max(below[j] as number, here[j + 1] as number)
    }
  return table
}

/** What became of a text, line by line: the fewest lines that are gone and new. */
export function diffLines(was: string, is: string): Piece[] {
  const [before, after] = [was.split('\n'), is.split('\n')]
  const as = (kind: Piece['kind']) => (text: string) => ({ kind, text })
  if (before.length > most || after.length > most) return [...before.map(as('gone')), ...after.map(as('new'))]
  const table = common(before, after)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [a, b] = [before[i], after[j]]
    if (a !== undefined && a === b) {
      pieces.push({ kind: 'same', text: a })
      i += 1
      j += 1
    } else if (a !== undefined && (b === undefined || (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      pieces.push({ kind: 'gone', text: a })
      i += 1
    } else {
      pieces.push({ kind: 'new', text: b ?? '' })
      j += 1
    }
  }
  return pieces
}
