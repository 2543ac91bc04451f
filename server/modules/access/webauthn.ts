import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { z } from 'zod'
import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { sha256 } from '../../kernel/secrets/index.ts'
import { deleteToken, insertToken, type TokenPurpose } from './queries/tokens.ts'

/** Ed25519, ES256 and RS256 (COSE numbers): what every authenticator in use knows at least one of. */
export const ALGORITHMS = [-8, -7, -257]

const LIFE_MS = 5 * 60_000

/** Whom passkeys are for: the host of the public address. Throws `conflict` where browsers allow none. */
export const relyingParty = (kernel: Kernel): { id: string; name: string; origin: string } => {
  const { hostname, origin } = new URL(kernel.publicUrl)
  if (isIP(hostname.replace(/^\[|\]$/g, ''))) {
    throw conflict(
      'access.passkeys-need-a-name',
      'Passkeys need an address with a name: browsers refuse them for a bare IP address. Set MADOGUCHI_URL.',
    )
  }
  return { id: hostname, name: 'Madoguchi', origin }
}

/** Makes a challenge that can be answered once within 5 minutes. */
export const newChallenge = async (
  tx: Tx,
  purpose: TokenPurpose,
  agentId?: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const challenge = randomBytes(32)
  await insertToken(tx, {
    hash: sha256(challenge.toString('base64url')),
    purpose,
    agentId,
    expiresAt: new Date(tx.now.getTime() + LIFE_MS),
  })
  return new Uint8Array(challenge)
}

/** The challenge that a browser's answer names, used up by this call. Throws `invalid` for any other. */
export const takeChallenge = async (
  db: WorkspaceDb,
  clientDataJSON: string,
  purpose: TokenPurpose,
  agentId?: string,
): Promise<string> => {
  const challenge = readChallenge(clientDataJSON)
  const hash = sha256(challenge ?? '')
  if (challenge && (await db.tx((tx) => deleteToken(tx, { hash, purpose, agentId })))) return challenge
  throw invalid('access.passkey-too-late', 'The passkey’s answer came too late or twice. Try again.')
}

const readChallenge = (clientDataJSON: string): string | undefined => {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
    return typeof challenge === 'string' ? challenge : undefined
  } catch {
    return undefined
  }
}

const base64url = z.string().max(20_000)

/** What navigator.credentials.create gives, as far as it is read. */
export const registration = z.looseObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
})

/** What navigator.credentials.get gives, as far as it is read. */
export const assertion = z.looseObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url,
  }),
})

/** The user handle of a person: tells the workspace and the person of a passkey before anybody is known. */
export const userHandle = (workspaceId: number, agentId: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`${workspaceId}:${agentId}`)

/** Whom a user handle names. It is not signed: what it names must be compared with the passkey that is kept. */
export const readUserHandle = (handle: string): { workspaceId: number; agentId: string } | undefined => {
  const [workspace, agentId] = Buffer.from(handle, 'base64url').toString('utf8').split(':')
  return /^[1-9]\d{0,14}$/.test(workspace ?? '') && isId(agentId)
    ? { workspaceId: Number(workspace), agentId }
    : undefined
}
