const signature = '-- '

interface Line {
  depth: number
  text: string
}

/** Marks of quotation first, then the space that was put before words which look like one (RFC 3676, section 4.4). */
const lineOf = (raw: string): Line => {
  const marks = /^>*/.exec(raw)?.[0].length ?? 0
  return { depth: marks, text: raw.slice(marks).replace(/^ /, '') }
}

/**
 * Joins the lines of a text sent as `format=flowed` (RFC 3676). Lines of different depths of quotation are never
 * joined, nor is a signature's line with anything. `delSp`: the space at a line's end only says that it goes on.
 */
export const unflow = (text: string, delSp: boolean): string => {
  const out: string[] = []
  let open: { depth: number; pieces: string[] } | undefined
  const close = (): void => {
    if (open) out.push(`${'>'.repeat(open.depth)}${open.depth > 0 ? ' ' : ''}${open.pieces.join('')}`)
    open = undefined
  }
  for (const raw of text.split('\n')) {
    const { depth, text: words } = lineOf(raw)
    if (open && (open.depth !== depth || words === signature)) close()
    open ??= { depth, pieces: [] }
    const goesOn = words.endsWith(' ') && words !== signature
    open.pieces.push(goesOn && delSp ? words.slice(0, -1) : words)
    if (!goesOn) close()
  }
  close()
  return out.join('\n')
}
