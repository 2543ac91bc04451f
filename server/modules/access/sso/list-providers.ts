import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db, WorkspaceDb } from '../../../kernel/db/index.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { workspaceIds } from '../../workspace/index.ts'
import { demandId } from '../account.ts'
import type { Provider } from '../contract-sso.ts'
import { redirectUri } from './connect.ts'
import { linkCounts, linksOf, providerRows, type ProviderRow } from './queries.ts'

/** A provider as owners see it; its secret never leaves. `people` is counted where it is left out. */
export const toProvider = async (
  kernel: Kernel,
  { clientSecret, provenAt, ...row }: ProviderRow,
  people: number | undefined,
  db?: Db,
): Promise<Provider> => ({
  ...row,
  hasSecret: clientSecret !== null,
  provenAt: provenAt?.toISOString() ?? null,
  redirectUri: redirectUri(kernel),
  people: people ?? (db ? ((await linkCounts(db)).find((one) => one.providerId === row.id)?.people ?? 0) : 0),
})

/** How each provider is set up. */
export const listProviders = async (db: Db, caller: Caller): Promise<Provider[]> => {
  demand(caller, 'access.write')
  const [rows, counts] = await Promise.all([providerRows(db), linkCounts(db)])
  const peopleOf = new Map(counts.map(({ providerId, people }) => [providerId, people]))
  return Promise.all(rows.map((row) => toProvider(db.kernel, row, peopleOf.get(row.id) ?? 0)))
}

/** Through which providers people can sign in, for the page where nobody is known yet. */
export const listSignInProviders = async (inWorkspace: (id: number) => WorkspaceDb) => {
  const workspaces = await workspaceIds(inWorkspace(0))
  const rows = await Promise.all(
    workspaces.map(async (workspaceId) =>
      (await providerRows(inWorkspace(workspaceId))).map((row) => ({ ...row, workspaceId })),
    ),
  )
  return rows
    .flat()
    .filter(({ state }) => state !== 'draft')
    .map(({ id, name, workspaceId, state }) => ({ id, name, workspaceId, only: state === 'only' }))
}

/** The providers that people can link themselves to, and since when the caller is. */
export const listMyLinks = async (db: Db, caller: Caller) => {
  const [rows, links] = await Promise.all([providerRows(db), linksOf(db, demandId(caller))])
  const linkedAt = new Map(links.map((one) => [one.providerId, one.linkedAt.toISOString()]))
  return rows
    .filter(({ id, state }) => state !== 'draft' || linkedAt.has(id))
    .map(({ id, name }) => ({ providerId: id, name, linkedAt: linkedAt.get(id) ?? null }))
}
