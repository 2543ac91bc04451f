import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../server/kernel/db/migrate.ts'
import { heldRows, lostBetween } from '../server/kernel/db/upgrade/kept-rows.ts'
import { startEmbeddedPostgres } from '../server/kernel/embedded-postgres/index.ts'
import type { Bench } from './figure.ts'
import { fillInbox } from './fill.ts'

/** The last migration of the first released version. */
const FIRST_RELEASE = '0026_rebuild_asked_by_nobody.sql'
const CONVERSATIONS = 200_000
const KILLS = 2

const INBOX = '01900000-0000-7000-8000-000000000001'

/** The first version's database with a million messages in it. */
const fillFirst = async (connectionString: string): Promise<void> => {
  await migrate(connectionString, { until: FIRST_RELEASE })
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(
    `insert into workspaces (id, name, language, time_zone, created_at) overriding system value values (1, 'Bench', 'ja', 'Asia/Tokyo', now());
     insert into inboxes (workspace_id, id, channel, name, created_at) values (1, '${INBOX}', 'bench', 'Bench', now())`,
  )
  await client.end()
  await fillInbox({ connectionString }, INBOX, CONVERSATIONS)
}

const migrateApart = (connectionString: string): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { migrate } from ${JSON.stringify(join(import.meta.dirname, '../server/kernel/db/migrate.ts'))}; await migrate(process.argv[1])`,
      connectionString,
    ],
    { stdio: 'ignore' },
  )

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.once('exit', () => resolve()))

/** From the first version's database with a million messages to this version's, killed in the middle and begun again. */
export const upgrade: Bench = {
  names: ['upgrade.lost', 'upgrade.seconds'],
  long: true,
  async run(_wanted, say) {
    const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
    const server = await startEmbeddedPostgres({ dataDir, log: () => undefined })
    const { connectionString } = server
    try {
      await fillFirst(connectionString)
      const client = new pg.Client({ connectionString })
      await client.connect()
      const before = await heldRows(client)
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const child = migrateApart(connectionString)
        const gone = ended(child)
        await new Promise((resolve) => setTimeout(resolve, 400 * kill))
        child.kill('SIGKILL')
        await gone
      }
      const started = performance.now()
      const { applied } = await migrate(connectionString)
      const seconds = (performance.now() - started) / 1000
      const after = await heldRows(client)
      await client.end()
      const lost = lostBetween(before, after, [])
      say(
        `upgrade: ${applied.length} steps over ${after.get('messages')?.rows ?? 0} messages in ${seconds.toFixed(1)} s after ${KILLS} kills; lost: ${lost.join(', ') || 'nothing'}`,
      )
      return [
        { name: 'upgrade.lost', value: lost.length, unit: 'tables', better: 'lower', bar: 0 },
        { name: 'upgrade.seconds', value: seconds, unit: 's', better: 'lower' },
      ]
    } finally {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}
