import { systemCaller } from '../../kernel/caller.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { unauthenticated } from '../../kernel/errors.ts'
import { networkOf } from '../../kernel/http/index.ts'
import { accountByEmail, agentsByIds, normalEmail, type Agent } from '../agents/index.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, demandActive } from './account.ts'
import type { SignInResult } from './contract.ts'
import { openSession, type Visit } from './open-session.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { credentialsRow, savePasswordHash, type CredentialsRow } from './queries/credentials.ts'
import { sessionRowsOf } from './queries/sessions.ts'
import { demandOwnWay } from './sso/only-way.ts'
import {
  countAddressFailure,
  demandAddress,
  forgivePassword,
  subjects,
  takeTry,
  takeTryOfAccount,
} from './throttle.ts'

interface Account {
  db: WorkspaceDb
  agent: Agent
  credentials: CredentialsRow | undefined
}

/**
 * Signs in with e-mail address and password. Throws `unauthenticated` (the same for an unknown account and a wrong
 * password), `too-many` while the account (from here, or after very many tries from everywhere) or the address is
 * blocked, `forbidden` for somebody who was switched off.
 */
export const signIn = async (
  visit: Visit,
  input: { email: string; password: string },
): Promise<SignInResult> => {
  const reference = visit.inWorkspace(0)
  const email = normalEmail(input.email)
  await demandAddress(reference, visit.http.ip)
  const { last } = await takeTry(reference, subjects.passwordFrom(reference.kernel, email, visit.http.ip))
  const account = await findAccount(visit, email)
  await demandAccount(reference, email, account, visit.http.ip)
  const { good, outdated } = await verifyPassword(input.password, account?.credentials?.passwordHash)
  if (!account || !good) {
    await countAddressFailure(reference, visit.http.ip)
    if (account && last) await noteBlock(account, visit.http.ip)
    throw unauthenticated('access.wrong-sign-in', 'The e-mail address or the password is wrong.')
  }
  demandActive(account.agent)
  await demandOwnWay(account.db, account.agent)
  const newHash = outdated ? await hashPassword(input.password) : undefined
  const { db, agent, credentials } = account
  return db.tx(async (tx) => {
    if (newHash) await savePasswordHash(tx, agent.id, newHash)
    await forgivePassword(tx, email, visit.http.ip)
    if (credentials?.totpConfirmedAt) return openSession(tx, visit.http, agent.id, 'second-factor')
    await recordAudit(tx, actorOf(db.workspaceId, agent), {
      action: 'access.sign-in',
      subject: { kind: 'agent', id: agent.id },
      details: { with: 'password', address: visit.http.ip },
    })
    return openSession(tx, visit.http, agent.id, 'signed-in')
  })
}

const findAccount = async (visit: Visit, email: string): Promise<Account | undefined> => {
  const found = await accountByEmail(visit.inWorkspace(0), email)
  if (!found) return undefined
  const db = visit.inWorkspace(found.workspaceId)
  const [[agent], credentials] = await Promise.all([
    agentsByIds(db, [found.agentId]),
    credentialsRow(db, found.agentId),
  ])
  return agent && { db, agent, credentials }
}

/** Throws `too-many` after very many tries, but never where the person is signed in already: others must not keep them out. */
const demandAccount = async (
  reference: WorkspaceDb,
  email: string,
  account: Account | undefined,
  ip: string,
): Promise<void> => {
  try {
    await takeTryOfAccount(reference, subjects.password(reference.kernel, email))
  } catch (error) {
    if (!account || !(await isKnownThere(account, ip))) throw error
  }
}

const isKnownThere = async ({ db, agent }: Account, ip: string): Promise<boolean> => {
  const sessions = await sessionRowsOf(db, agent.id, db.kernel.clock.now())
  return sessions.some(({ address }) => networkOf(address) === networkOf(ip))
}

/** Once for each block, so that an owner sees that somebody guesses; not once for each guess. */
const noteBlock = ({ db, agent }: Account, address: string): Promise<void> =>
  db.tx((tx) =>
    recordAudit(tx, systemCaller(db.workspaceId), {
      action: 'access.sign-in-blocked',
      subject: { kind: 'agent', id: agent.id },
      details: { address },
    }),
  )
