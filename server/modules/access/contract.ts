import { z } from 'zod'
import { defineContract, empty, id, line, moment } from '../../kernel/contract.ts'
import { agent, language } from '../agents/contract.ts'

/** Passwords: 10 characters or more; no other rule, as NIST SP 800-63B advises. */
export const password = z.string().min(10).max(200)

export const session = z.object({
  id,
  current: z.boolean(),
  device: z.string(),
  address: z.string(),
  createdAt: moment,
  lastSeenAt: moment,
})
export const apiKey = z.object({
  id,
  name: z.string(),
  prefix: z.string(),
  agentId: id,
  createdAt: moment,
  lastUsedAt: moment.nullable(),
})
export const passkey = z.object({ id, name: z.string(), createdAt: moment, lastUsedAt: moment.nullable() })

/** Who is signed in and what they may do. */
export const me = z.object({
  agent,
  workspace: z.object({ id: z.number().int(), name: z.string(), language, timeZone: z.string() }),
  permissions: z.array(z.string()),
  inboxIds: z.array(id).nullable().describe('Inboxes in sight; null means all.'),
  secondFactor: z.boolean(),
})

/** `second-factor`: the password was right, a code is needed now. */
export const signInResult = z.object({ state: z.enum(['signed-in', 'second-factor']) })

const webauthn = z.record(z.string(), z.unknown())

export const access = defineContract({
  setUpState: {
    method: 'GET',
    path: '/api/setup',
    summary: 'Whether the first owner still has to be made.',
    access: 'public',
    output: z.object({ needed: z.boolean() }),
  },
  setUp: {
    method: 'POST',
    path: '/api/setup',
    summary: 'Makes the workspace and its first owner; needs the one-time code that the start printed.',
    access: 'public',
    status: 201,
    perMinute: 10,
    body: z.object({
      code: line(40),
      workspaceName: line(100),
      name: line(100),
      email: z.email().max(254),
      password,
      language,
      timeZone: line(60),
    }),
    output: signInResult,
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    summary: 'Signs in with e-mail and password; sets the session cookie.',
    access: 'public',
    perMinute: 60,
    body: z.object({ email: line(254), password: line(200) }),
    output: signInResult,
  },
  secondFactor: {
    method: 'POST',
    path: '/api/session/second-factor',
    summary: 'Finishes signing in with a code from the app, or a recovery code.',
    access: 'public',
    perMinute: 30,
    body: z.object({ code: line(40) }),
    output: signInResult,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    summary: 'Ends this session.',
    access: 'signed-in',
    output: empty,
  },
  me: { method: 'GET', path: '/api/me', summary: 'Who is signed in.', access: 'signed-in', output: me },
  requestReset: {
    method: 'POST',
    path: '/api/password-resets',
    summary: 'Sends a reset link, if there is such an account. The answer is always the same.',
    access: 'public',
    perMinute: 10,
    status: 202,
    body: z.object({ email: line(254) }),
    output: z.object({ accepted: z.literal(true) }),
  },
  resetPassword: {
    method: 'POST',
    path: '/api/password-resets/:token',
    summary: 'Sets a new password through a reset or invitation link; ends all sessions.',
    access: 'public',
    perMinute: 20,
    params: z.object({ token: line(100) }),
    body: z.object({ password }),
    output: signInResult,
  },
  changePassword: {
    method: 'PUT',
    path: '/api/me/password',
    summary: 'Changes the caller’s password; ends the other sessions.',
    access: 'signed-in',
    perMinute: 20,
    body: z.object({ current: line(200), next: password }),
    output: empty,
  },
  createReset: {
    method: 'POST',
    path: '/api/agents/:agentId/password-reset',
    summary: 'A reset link to hand over, where no mail is set up.',
    access: { permission: 'people.write' },
    params: z.object({ agentId: id }),
    output: z.object({ url: z.string() }),
  },
  listSessions: {
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'The caller’s sessions.',
    access: 'signed-in',
    output: z.array(session),
  },
  endSession: {
    method: 'DELETE',
    path: '/api/me/sessions/:sessionId',
    summary: 'Ends one of the caller’s sessions.',
    access: 'signed-in',
    params: z.object({ sessionId: id }),
    output: empty,
  },
  startTotp: {
    method: 'POST',
    path: '/api/me/totp',
    summary: 'Begins a second factor: the secret and its otpauth address.',
    access: 'signed-in',
    body: z.object({ password: line(200) }),
    output: z.object({ secret: z.string(), url: z.string() }),
  },
  confirmTotp: {
    method: 'PUT',
    path: '/api/me/totp',
    summary: 'Switches the second factor on with a first code; gives recovery codes once.',
    access: 'signed-in',
    perMinute: 20,
    body: z.object({ code: line(10) }),
    output: z.object({ recoveryCodes: z.array(z.string()) }),
  },
  removeTotp: {
    method: 'DELETE',
    path: '/api/me/totp',
    summary: 'Switches the second factor off.',
    access: 'signed-in',
    perMinute: 20,
    body: z.object({ password: line(200) }),
    output: empty,
  },
  listPasskeys: {
    method: 'GET',
    path: '/api/me/passkeys',
    summary: 'The caller’s passkeys.',
    access: 'signed-in',
    output: z.array(passkey),
  },
  passkeyOptions: {
    method: 'POST',
    path: '/api/me/passkeys/options',
    summary: 'Options for navigator.credentials.create.',
    access: 'signed-in',
    output: webauthn,
  },
  addPasskey: {
    method: 'POST',
    path: '/api/me/passkeys',
    summary: 'Keeps a passkey.',
    access: 'signed-in',
    status: 201,
    body: z.object({ name: line(60), response: webauthn }),
    output: passkey,
  },
  removePasskey: {
    method: 'DELETE',
    path: '/api/me/passkeys/:passkeyId',
    summary: 'Removes a passkey.',
    access: 'signed-in',
    params: z.object({ passkeyId: id }),
    output: empty,
  },
  passkeySignInOptions: {
    method: 'POST',
    path: '/api/session/passkey/options',
    summary: 'Options for navigator.credentials.get.',
    access: 'public',
    perMinute: 60,
    output: webauthn,
  },
  passkeySignIn: {
    method: 'POST',
    path: '/api/session/passkey',
    summary: 'Signs in with a passkey.',
    access: 'public',
    perMinute: 60,
    body: z.object({ response: webauthn }),
    output: signInResult,
  },
  listApiKeys: {
    method: 'GET',
    path: '/api/api-keys',
    summary: 'API keys; a key acts as the agent who owns it.',
    access: { permission: 'settings.write' },
    output: z.array(apiKey),
  },
  createApiKey: {
    method: 'POST',
    path: '/api/api-keys',
    summary: 'Makes an API key; its text is shown this once.',
    access: { permission: 'settings.write' },
    status: 201,
    body: z.object({ name: line(80), agentId: id.optional() }),
    output: z.object({ apiKey, key: z.string() }),
  },
  deleteApiKey: {
    method: 'DELETE',
    path: '/api/api-keys/:keyId',
    summary: 'Revokes an API key at once.',
    access: { permission: 'settings.write' },
    params: z.object({ keyId: id }),
    output: empty,
  },
})
