import type { Db } from './db/handles.ts'

/**
 * Reads what is known of many subjects in one statement; who is not there any more has no row. `at` names of some what of
 * them just came, by its id: a source that speaks of what came last speaks of that.
 */
export type Source<Row extends { id: string }> = (
  db: Db,
  ids: readonly string[],
  at?: ReadonlyMap<string, string>,
) => Promise<readonly Row[]>

/** Says of one kind of subject to which of another it belongs, so that what is known of that one can be asked of it. */
export interface Relation {
  readonly from: string
  readonly to: string
  readonly read: Source<{ id: string }>
  target(row: { id: string }): string | null
}

/** A relation whose target stands in a row of a source. */
export const relation = <Row extends { id: string }>(
  from: string,
  to: string,
  read: Source<Row>,
  target: (row: Row) => string | null,
): Relation => ({ from, to, read, target: (row) => target(row as Row) })

/** Throws where two relations lead the same way. */
export const checkRelations = (relations: readonly Relation[]): void => {
  const ways = relations.map(({ from, to }) => `${from} → ${to}`)
  const twice = ways.find((way, at) => ways.indexOf(way) !== at)
  if (twice !== undefined) throw new Error(`two relations lead ${twice}`)
}

/** Something that is known of a kind of subject. */
interface Asked {
  readonly about: string
  readonly read: Source<{ id: string }>
}

type Rows = ReadonlyMap<string, { id: string }>

/** Reads each source once for all subjects; relations first, since others are read by where they lead. */
export const readAll = async (
  db: Db,
  { about, ids, at }: { about: string; ids: readonly string[]; at?: ReadonlyMap<string, string> | undefined },
  asked: readonly Asked[],
  relations: readonly Relation[],
): Promise<(asked: Asked, id: string) => { id: string } | undefined> => {
  const abouts = new Set(asked.map((one) => one.about))
  const used = relations.filter(({ from, to }) => from === about && abouts.has(to))
  // By kind, since one source may serve several.
  const rows = new Map<string, Map<Asked['read'], Rows>>()
  const readEach = async (
    kind: string,
    reads: readonly Asked['read'][],
    of: readonly string[],
  ): Promise<void> => {
    const found = new Map<Asked['read'], Rows>()
    rows.set(kind, found)
    if (of.length === 0) return
    await Promise.all(
      Array.from(new Set(reads), async (read) => {
        found.set(read, new Map((await read(db, of, at)).map((row) => [row.id, row])))
      }),
    )
  }
  const readsOf = (kind: string) => asked.filter((one) => one.about === kind).map(({ read }) => read)
  await readEach(about, [...used.map(({ read }) => read), ...readsOf(about)], ids)
  const targets = new Map<string, ReadonlyMap<string, string | null>>(
    used.map(({ to, read, target }) => [
      to,
      new Map(Array.from(rows.get(about)?.get(read) ?? [], ([id, row]) => [id, target(row)])),
    ]),
  )
  await Promise.all(
    Array.from(targets, ([to, ends]) =>
      readEach(to, readsOf(to), [...new Set([...ends.values()].filter((id) => id !== null))]),
    ),
  )
  return (one, id) => {
    const target = one.about === about ? id : targets.get(one.about)?.get(id)
    return target ? rows.get(one.about)?.get(one.read)?.get(target) : undefined
  }
}
