import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { notFound } from '../../../kernel/errors.ts'
import { newToken, sha256 } from '../../../kernel/secrets/index.ts'
import { recordAudit } from '../../audit/index.ts'
import { providersChanged } from '../events.ts'
import { lockProvider, providerRow, type ProviderRow } from '../sso/queries.ts'
import { groupCounts } from './queries/groups.ts'
import { broughtBy, deleteToken, putToken, tokenRow } from './queries/people.ts'
import { SCIM_PATH } from './serve-scim.ts'

/** What every token begins with, so that scanners for leaked secrets recognise it. */
const PREFIX = 'mdgscim_'

const demandProvider = (row: ProviderRow | undefined): ProviderRow => {
  if (!row) throw notFound('access.no-provider', 'There is no such sign-in provider (any more).')
  return row
}

/** How a provider's directory is connected, and what it brought. */
export const getScim = async (db: Db, caller: Caller, providerId: string) => {
  demand(caller, 'access.write')
  const provider = demandProvider(await providerRow(db, providerId))
  const [token, people, groups] = await Promise.all([
    tokenRow(db, providerId),
    broughtBy(db, providerId),
    groupCounts(db, providerId),
  ])
  const mapped = new Set(provider.mappings.map(({ group }) => group))
  return {
    url: `${db.kernel.publicUrl}${SCIM_PATH}`,
    token: token
      ? {
          prefix: token.prefix,
          createdAt: token.createdAt.toISOString(),
          lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
        }
      : null,
    people: people.length,
    groups: groups.map(({ id, name, externalId, people: inside }) => ({
      id,
      name,
      people: inside,
      mapped: mapped.has(name) || mapped.has(id) || (externalId !== null && mapped.has(externalId)),
    })),
  }
}

/** Makes a token for a provider's directory, shown this once; the one before it ends. */
export const createScimToken = async (
  tx: Tx,
  caller: Caller,
  providerId: string,
): Promise<{ token: string }> => {
  demand(caller, 'access.write')
  const { name } = demandProvider(await lockProvider(tx, providerId))
  const token = `${PREFIX}${newToken()}`
  await putToken(tx, {
    hash: sha256(token),
    providerId,
    prefix: token.slice(0, PREFIX.length + 6),
    madeBy: caller.id ?? null,
  })
  await note(tx, caller, 'access.create-scim-token', providerId, name)
  return { token }
}

/** Ends a directory's way in; whom it brought stays as they are. */
export const deleteScimToken = async (tx: Tx, caller: Caller, providerId: string): Promise<void> => {
  demand(caller, 'access.write')
  const { name } = demandProvider(await lockProvider(tx, providerId))
  if (await deleteToken(tx, providerId)) await note(tx, caller, 'access.delete-scim-token', providerId, name)
}

const note = async (tx: Tx, caller: Caller, action: string, id: string, provider: string): Promise<void> => {
  await recordAudit(tx, caller, { action, subject: { kind: 'sso-provider', id }, details: { provider } })
  tx.announce(providersChanged({ providerId: id }))
}
