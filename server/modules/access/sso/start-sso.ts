import * as oidc from 'openid-client'
import type { Caller } from '../../../kernel/caller.ts'
import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { notFound } from '../../../kernel/errors.ts'
import type { Exchange } from '../../../kernel/room.ts'
import { newToken, sha256 } from '../../../kernel/secrets/index.ts'
import { demandPerson } from '../account.ts'
import { keepBrowser } from '../cookie.ts'
import type { Visit } from '../open-session.ts'
import { connect, redirectUri } from './connect.ts'
import { explainSso } from './explain.ts'
import { insertBegun, providerRow, type Begun, type ProviderRow } from './queries.ts'

const LIFE_MS = 10 * 60_000

/** A provider. Throws `not-found`. */
export const demandProvider = async (db: WorkspaceDb, id: string): Promise<ProviderRow> => {
  const row = await providerRow(db, id)
  if (!row) throw notFound('access.no-provider', 'There is no such sign-in provider (any more).')
  return row
}

/** Begins something at a provider for this browser: it alone can bring the answer back, once, within ten minutes. */
const begin = async (
  db: WorkspaceDb,
  http: Exchange,
  provider: ProviderRow,
  {
    kind,
    next = null,
    agentId = null,
  }: Pick<Begun, 'kind'> & { next?: string | null; agentId?: string | null },
): Promise<{ url: string }> => {
  const [state, nonce, verifier] = [newToken(), newToken(), oidc.randomPKCECodeVerifier()]
  const browser = keepBrowser(http, db.kernel)
  try {
    const configuration = await connect(db.kernel, provider)
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri(db.kernel),
      scope: provider.scopes.join(' '),
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    const data = { providerId: provider.id, kind, verifier, nonce, browser, next }
    await db.tx((tx) =>
      insertBegun(tx, {
        hash: sha256(state),
        agentId,
        data,
        expiresAt: new Date(tx.now.getTime() + LIFE_MS),
      }),
    )
    return { url: url.href }
  } catch (error) {
    throw explainSso(error, db.kernel.log)
  }
}

/** An address of this app to go on to afterwards; anything else is left out. */
const safeNext = (next: string | undefined): string | null =>
  next !== undefined && /^\/(?![/\\])/.test(next) ? next : null

/** Begins signing in. Throws `not-found` for a provider that nobody is offered. */
export const startSso = async (
  { inWorkspace, http }: Visit,
  providerId: string,
  input: { workspaceId: number; next?: string | undefined },
): Promise<{ url: string }> => {
  const db = inWorkspace(input.workspaceId)
  const provider = await demandProvider(db, providerId)
  if (provider.state === 'draft')
    throw notFound('access.no-provider', 'There is no such sign-in provider (any more).')
  return begin(db, http, provider, { kind: 'sign-in', next: safeNext(input.next) })
}

/** Begins linking the caller to who they are at a provider, or trying it. */
export const startOwn = async (
  db: WorkspaceDb,
  caller: Caller,
  http: Exchange,
  providerId: string,
  kind: 'link' | 'try',
): Promise<{ url: string }> => {
  const { id } = demandPerson(caller)
  const provider = await demandProvider(db, providerId)
  return begin(db, http, provider, { kind, agentId: id })
}
