import { systemCaller } from '../../../kernel/caller.ts'
import type { Database, Db, Tx, WorkspaceDb } from '../../../kernel/db/index.ts'
import { sha256 } from '../../../kernel/secrets/index.ts'
import { providerRow } from '../sso/queries.ts'
import { discover } from './discovery.ts'
import { createGroup, getGroup, listGroups, patchGroup, removeGroup, replaceGroup } from './groups.ts'
import {
  createUser,
  deleteUser,
  getUser,
  listUsers,
  patchUser,
  replaceUser,
  type Directory,
} from './people.ts'
import { tokenOwner, touchToken } from './queries/people.ts'
import { errorAnswer, problem, refuse, type ScimAnswer, type ScimRequest } from './wire.ts'

/** Where the resources stand. */
export const SCIM_PATH = '/scim/v2'
const MINUTE_MS = 60_000

/** Answers a directory. `token` is what came as its bearer token. Throws only what is a fault of ours. */
export const serveScim = async (
  database: Database,
  token: string | undefined,
  request: ScimRequest,
): Promise<ScimAnswer> => {
  const owner = token === undefined ? undefined : await tokenOwner(database.reference, sha256(token))
  if (!owner) return problem(401, 'The token is missing, or was replaced or revoked.')
  const db = database.in(owner.workspaceId)
  const provider = await providerRow(db, owner.providerId)
  if (!provider) return problem(401, 'The token is missing, or was replaced or revoked.')
  const now = db.kernel.clock.now().getTime()
  if (now - (owner.lastUsedAt?.getTime() ?? 0) >= MINUTE_MS) await db.tx((tx) => touchToken(tx, provider.id))
  const directory: Directory = {
    provider,
    actor: { ...systemCaller(db.workspaceId), name: provider.name },
    base: `${db.kernel.publicUrl}${SCIM_PATH}`,
  }
  try {
    return await answer(db, directory, request)
  } catch (error) {
    const known = errorAnswer(error)
    if (known) return known
    throw error
  }
}

type Reading = (
  db: Db,
  directory: Directory,
  id: string,
  query: Readonly<Record<string, string>>,
) => Promise<ScimAnswer>
type Writing = (tx: Tx, directory: Directory, id: string, body: unknown) => Promise<ScimAnswer>

interface Kind {
  list(db: Db, directory: Directory, query: Readonly<Record<string, string>>): Promise<ScimAnswer>
  get: Reading
  create(tx: Tx, directory: Directory, body: unknown): Promise<ScimAnswer>
  writes: Readonly<Record<string, Writing>>
}

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  [
    'users',
    {
      list: listUsers,
      get: getUser,
      create: createUser,
      writes: { PUT: replaceUser, PATCH: patchUser, DELETE: deleteUser },
    },
  ],
  [
    'groups',
    {
      list: listGroups,
      get: getGroup,
      create: createGroup,
      writes: { PUT: replaceGroup, PATCH: patchGroup, DELETE: removeGroup },
    },
  ],
])

const answer = async (
  db: WorkspaceDb,
  directory: Directory,
  { method, path, query, body }: ScimRequest,
): Promise<ScimAnswer> => {
  if (method === 'GET') {
    const found = discover(directory.base, path)
    if (found) return found
  }
  const [, name = '', id, rest] = path.split('/')
  const kind = rest === undefined ? kinds.get(name.toLowerCase()) : undefined
  if (!kind) throw refuse(404, 'There is nothing at this address.')
  if (id === undefined || id === '') {
    if (method === 'GET') return kind.list(db, directory, query)
    if (method === 'POST') return db.tx((tx) => kind.create(tx, directory, body))
  } else if (method === 'GET') return kind.get(db, directory, id, query)
  const write = id === undefined ? undefined : kind.writes[method]
  if (!write) return problem(405, `${method} is not possible here.`)
  return db.tx((tx) => write(tx, directory, String(id), body))
}
