import { createHash } from 'node:crypto'
import pg from 'pg'
import { parseMoment } from './parse-moment.ts'

/** Role that requests run as: owns nothing, so row-level security holds for it. Made by the first migration. */
export const APP_ROLE = 'madoguchi_app'

const MAX_PREPARED = 1500
const names = new Map<string, string>()

/** Name under which a statement is prepared on each connection; undefined once there are too many different texts. */
export const preparedName = (text: string): string | undefined => {
  const known = names.get(text)
  if (known) return known
  if (names.size >= MAX_PREPARED) return undefined
  const name = `m${createHash('sha1').update(text).digest('base64url')}`
  names.set(text, name)
  return name
}

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(pg.types.builtins.NUMERIC, Number)
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, parseMoment)
types.setTypeParser(pg.types.builtins.DATE, (value: string) => value)

/** A connection that remembers which workspace its row-level security is set to. */
export interface Connection extends pg.PoolClient {
  workspace?: number
}

/** A pool of pipelined connections. `role` null stays with the sign-in role and does not
 * pipeline (migrations, jobs); an empty one pipelines as the sign-in role, where no other could be made. `settings`
 * are statements that each connection begins with. */
export const openPool = (
  connectionString: string,
  size: number,
  role: string | null,
  settings = role
    ? `set role ${role}; set jit = off; set idle_in_transaction_session_timeout = 60000`
    : undefined,
): pg.Pool => {
  const pool = new pg.Pool({
    connectionString,
    max: size,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'madoguchi',
    types,
    pipeline: role !== null,
    // Waited for before anybody gets the connection; not given at sign-in, where poolers in between refuse such settings.
    onConnect: async (client: pg.ClientBase) => {
      if (settings) await client.query(settings)
    },
  } as pg.PoolConfig)
  // A connection that breaks is replaced by the pool; without listeners its error would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Sets the workspace that row-level security lets through, when it isn't set already. Needs no wait: it goes first. */
export const enterWorkspace = (client: Connection, workspaceId: number): void => {
  if (client.workspace === workspaceId) return
  client.workspace = workspaceId
  const text = `select set_config('madoguchi.workspace', $1, false)`
  client
    .query({ text, name: preparedName(text), values: [String(workspaceId)] } as pg.QueryConfig)
    .catch(() => {
      client.workspace = undefined
    })
}
