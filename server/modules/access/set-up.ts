import { randomInt } from 'node:crypto'
import { systemCaller } from '../../kernel/caller.ts'
import type { Database, Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { conflict, forbidden, type AppError } from '../../kernel/errors.ts'
import { sha256 } from '../../kernel/secrets/index.ts'
import { createAgent, type Agent } from '../agents/index.ts'
import { createBrand, createWorkspace, reserveWorkspace, workspaceIds } from '../workspace/index.ts'
import type { SignInResult } from './contract.ts'
import { openSession, type Visit } from './open-session.ts'
import { hashPassword } from './passwords.ts'
import { savePasswordHash } from './queries/credentials.ts'
import { deleteTokensFor, hasToken, insertToken, lockSetUp } from './queries/tokens.ts'
import { countAddressFailure, demandAddress } from './throttle.ts'

const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const LIFE_DAYS = 30

/** The first owner and their workspace. */
export interface FirstOwner {
  workspaceName: string
  name: string
  email: string
  password: string
  language: 'ja' | 'en'
  timeZone: string
}

/** True while no workspace exists. */
export const isSetUpNeeded = async (reference: WorkspaceDb): Promise<boolean> =>
  (await workspaceIds(reference)).length === 0

/**
 * Tells at start whether the first owner still has to be made, and if so gives a new one-time code to print. Codes that
 * other processes printed stay good until the set-up is done.
 */
export const prepareSetUp = async (database: Database): Promise<{ needed: boolean; code?: string }> => {
  if (!(await isSetUpNeeded(database.reference))) return { needed: false }
  const letters = Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  await database.reference.tx((tx) =>
    insertToken(tx, {
      hash: codeHash(letters),
      purpose: 'set-up',
      expiresAt: new Date(tx.now.getTime() + LIFE_DAYS * 24 * 3_600_000),
    }),
  )
  return { needed: true, code: letters.replace(/(.{4})(?=.)/g, '$1-') }
}

const codeHash = (code: string): Buffer =>
  sha256(
    `set-up ${code
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')}`,
  )

/** Makes the workspace and its first owner, and signs them in. Of calls at the same moment exactly one wins. */
export const setUp = async (visit: Visit, input: FirstOwner & { code: string }): Promise<SignInResult> => {
  const reference = visit.inWorkspace(0)
  if (!(await isSetUpNeeded(reference))) throw alreadyDone()
  await demandAddress(reference, visit.http.ip)
  const now = reference.kernel.clock.now()
  if (!(await hasToken(reference, codeHash(input.code), 'set-up', now))) {
    // Whoever was quicker took the code with them, perhaps since the look above.
    if (!(await isSetUpNeeded(reference))) throw alreadyDone()
    await countAddressFailure(reference, visit.http.ip)
    throw forbidden(
      'access.set-up-code',
      'This is not the code that the start printed. Look at the server’s output; a restart prints a new one.',
    )
  }
  return makeFirstOwner(visit, input, (tx, owner) => openSession(tx, visit.http, owner.id, 'signed-in'))
}

/**
 * Makes workspace, default brand and owner, and whatever else belongs into that transaction. Throws `conflict` when
 * there is a workspace already.
 */
export const makeFirstOwner = async <T>(
  { inWorkspace }: Pick<Visit, 'inWorkspace'>,
  input: FirstOwner,
  more: (tx: Tx, owner: Agent) => Promise<T>,
): Promise<T> => {
  const hash = await hashPassword(input.password)
  const workspaceId = await reserveWorkspace(inWorkspace(0))
  const { language, timeZone } = input
  return inWorkspace(workspaceId).tx(async (tx) => {
    await lockSetUp(tx)
    if ((await workspaceIds(tx)).length > 0) throw alreadyDone()
    const system = systemCaller(workspaceId)
    await createWorkspace(tx, { name: input.workspaceName, language, timeZone })
    await createBrand(tx, system, { name: input.workspaceName, language, colour: '#3b5bdb' })
    const owner = await createAgent(tx, system, {
      email: input.email,
      name: input.name,
      role: 'owner',
      language,
    })
    await savePasswordHash(tx, owner.id, hash)
    await deleteTokensFor(tx, 'set-up')
    return more(tx, owner)
  })
}

const alreadyDone = (): AppError =>
  conflict('access.set-up-done', 'Madoguchi is set up already. Sign in, or ask an owner to add you.')
