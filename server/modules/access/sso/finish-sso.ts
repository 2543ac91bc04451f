import * as oidc from 'openid-client'
import { systemCaller, type Caller } from '../../../kernel/caller.ts'
import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { asAppError, conflict, unauthenticated, type AppError } from '../../../kernel/errors.ts'
import { sha256 } from '../../../kernel/secrets/index.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf } from '../account.ts'
import type { Report } from '../contract-sso.ts'
import { browserIs } from '../cookie.ts'
import { openSession, type Visit } from '../open-session.ts'
import { countAddressFailure, demandAddress } from '../throttle.ts'
import { admitPerson, judge } from './admit-person.ts'
import { connect, redirectUri } from './connect.ts'
import { explainSso } from './explain.ts'
import { insertLink, linkedAgent, noteProven, takeBegun, type Begun, type ProviderRow } from './queries.ts'
import { fetchClaims, type Claims } from './read-claims.ts'
import { demandProvider } from './start-sso.ts'

type Parameters = Readonly<Record<string, string>>

/** What came of it. */
export interface Finished {
  state: 'signed-in' | 'linked' | 'tried'
  next: string | null
  report: Report | null
}

interface Proven {
  db: WorkspaceDb
  provider: ProviderRow
  begun: Begun
  agentId: string | null
  claims: Claims
  /** Where to sign out there; undefined where that is not wanted or not known. */
  signOut: Buffer | undefined
}

const expired = (): AppError =>
  unauthenticated(
    'access.sso-expired',
    'This sign-in was begun in another browser, took too long or was finished already. Begin again.',
  )

/**
 * Ends what was begun at a provider, with what it sent the browser back with: signs in, links, or tells what would be. Throws
 * `unauthenticated` for an answer that can't be trusted, `forbidden` for somebody who may not come in.
 */
export const finishSso = async (
  visit: Visit,
  caller: Caller | undefined,
  parameters: Parameters,
): Promise<Finished> => {
  const reference = visit.inWorkspace(0)
  await demandAddress(reference, visit.http.ip)
  const proven = await prove(visit, parameters)
  const { begun, agentId } = proven
  if (begun.kind === 'sign-in') return enter(visit, proven)
  if (caller?.kind !== 'person' || caller.id === undefined || caller.id !== agentId) throw expired()
  if (begun.kind === 'try') return tell(proven)
  return link(proven, { ...caller, id: caller.id })
}

/** Whom the provider vouches for, where this browser began it and the answer holds in every respect. */
const prove = async (visit: Visit, parameters: Parameters): Promise<Proven> => {
  const state = parameters['state'] ?? ''
  const reference = visit.inWorkspace(0)
  const taken = await reference.tx((tx) => takeBegun(tx, sha256(state)))
  if (!taken || !browserIs(visit.http, taken.data.browser)) {
    // Nothing else counts: a provider that fails must not lock a whole office out.
    await countAddressFailure(reference, visit.http.ip)
    throw expired()
  }
  const db = visit.inWorkspace(taken.workspaceId)
  const provider = await demandProvider(db, taken.data.providerId)
  const { verifier, nonce } = taken.data
  const back = new URL(redirectUri(db.kernel))
  for (const [name, value] of Object.entries(parameters)) back.searchParams.set(name, value)
  try {
    const configuration = await connect(db.kernel, provider)
    const tokens = await oidc.authorizationCodeGrant(configuration, back, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const claims = await fetchClaims(configuration, tokens, provider.groupsClaim)
    const signOut = signOutAt(db, provider, configuration, tokens.id_token)
    return { db, provider, begun: taken.data, agentId: taken.agentId, claims, signOut }
  } catch (error) {
    const problem = explainSso(error, db.kernel.log)
    await noteRefusal(db, provider, problem, visit.http.ip, null)
    throw problem
  }
}

const signOutAt = (
  db: WorkspaceDb,
  { signsOut }: ProviderRow,
  configuration: oidc.Configuration,
  hint: string | undefined,
): Buffer | undefined => {
  if (!signsOut || !configuration.serverMetadata().end_session_endpoint) return undefined
  const url = oidc.buildEndSessionUrl(configuration, {
    post_logout_redirect_uri: `${db.kernel.publicUrl}/sign-in`,
    ...(hint === undefined ? {} : { id_token_hint: hint }),
  })
  return db.kernel.vault.seal(url.href)
}

/** So that an owner sees who could not come in, and why. */
const noteRefusal = (
  db: WorkspaceDb,
  provider: ProviderRow,
  { code }: AppError,
  address: string,
  email: string | null,
): Promise<void> =>
  db.tx((tx) =>
    recordAudit(tx, systemCaller(db.workspaceId), {
      action: 'access.refuse-sso',
      subject: { kind: 'sso-provider', id: provider.id },
      details: { provider: provider.name, reason: code, address, ...(email === null ? {} : { email }) },
    }),
  )

const enter = async (visit: Visit, proven: Proven, again = true): Promise<Finished> => {
  const { db, provider, claims, begun, signOut } = proven
  try {
    return await db.tx(async (tx) => {
      const agent = await admitPerson(tx, provider, claims)
      await noteProven(tx, provider.id)
      await recordAudit(tx, actorOf(db.workspaceId, agent), {
        action: 'access.sign-in',
        subject: { kind: 'agent', id: agent.id },
        details: { with: 'sso', provider: provider.name, address: visit.http.ip },
      })
      await openSession(tx, visit.http, agent.id, 'signed-in', { providerId: provider.id, signOut })
      return { state: 'signed-in', next: begun.next, report: null }
    })
  } catch (error) {
    const problem = asAppError(error)
    // Somebody new came in by two windows at once: the other one has added them.
    if (problem?.code === 'agents.email-taken' && again) return enter(visit, proven, false)
    if (problem) await noteRefusal(db, provider, problem, visit.http.ip, claims.email)
    throw error
  }
}

const link = async ({ db, provider, claims }: Proven, caller: Caller & { id: string }): Promise<Finished> =>
  db.tx(async (tx) => {
    const { subject } = claims
    if (!(await insertLink(tx, { providerId: provider.id, subject, agentId: caller.id }))) {
      if ((await linkedAgent(tx, provider.id, subject)) !== caller.id)
        throw conflict(
          'access.sso-linked',
          'Your account here, or the one at the provider, is linked to another one already. End that link first.',
        )
    }
    await recordAudit(tx, caller, {
      action: 'access.link-sso',
      subject: { kind: 'agent', id: caller.id },
      details: { provider: provider.name, ...(claims.email === null ? {} : { email: claims.email }) },
    })
    return { state: 'linked', next: null, report: null }
  })

const tell = async ({ db, provider, claims }: Proven): Promise<Finished> => {
  const { person, place, refusal } = await judge(db, provider, claims)
  await db.tx((tx) => noteProven(tx, provider.id))
  const { subject, email, emailVerified, name, groups } = claims
  const report = {
    subject,
    email,
    emailVerified,
    name,
    groups,
    person,
    ...place,
    refusal: refusal?.code ?? null,
  }
  return { state: 'tried', next: null, report }
}
