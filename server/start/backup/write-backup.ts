import type { Readable } from 'node:stream'
import type pg from 'pg'
import { RowSum, type Header, type RecordWriter, type TableSum } from './format.ts'
import { inOrder } from './in-order.ts'
import { beginSnapshot, copyOut, keptTables, migrationsOf, postgresVersion, sequences } from './queries.ts'

/** What the one who makes the backup adds to its header. */
export type About = Pick<Header, 'version' | 'createdAt' | 'keySign' | 'key'>

/**
 * Writes everything that is committed at this moment, while the product runs on: one snapshot, table after table.
 * `report` is told each table when it is done. Gives what was written.
 */
export const writeBackup = async (
  client: pg.Client,
  out: RecordWriter,
  about: About,
  report: (sum: TableSum) => void,
): Promise<TableSum[]> => {
  await beginSnapshot(client)
  const tables = inOrder(await keptTables(client))
  const shapes = tables.map(({ schema, name, columns }) => ({ schema, name, columns }))
  await out.begin()
  await out.add({
    kind: 'H',
    value: {
      ...about,
      postgres: await postgresVersion(client),
      migrations: await migrationsOf(client),
      tables: shapes,
    },
  })
  const sums: TableSum[] = []
  for (const [at, table] of tables.entries()) {
    await out.add({ kind: 'T', value: shapes[at] as (typeof shapes)[number] })
    const sum = new RowSum()
    const rows = copyOut(client, table)
    for await (const bytes of inPieces(rows)) {
      sum.add(bytes)
      await out.add({ kind: 'D', bytes })
    }
    const total = sum.end(table, rows.rowCount)
    await out.add({ kind: 'E', value: total })
    sums.push(total)
    report(total)
  }
  // Sequences know no snapshot; read last, they stand at or after every row that was written.
  await out.add({ kind: 'F', value: { tables: sums, sequences: await sequences(client) } })
  return sums
}

const PIECE = 256 * 1024

/** The same bytes in larger pieces: COPY comes row by row, and each piece costs. */
const inPieces = async function* (rows: Readable): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let size = 0
  for await (const bytes of rows as AsyncIterable<Buffer>) {
    parts.push(bytes)
    size += bytes.length
    if (size < PIECE) continue
    yield Buffer.concat(parts)
    parts = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(parts)
}
