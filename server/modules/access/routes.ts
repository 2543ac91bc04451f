import { defineRoom } from '../../kernel/room.ts'
import { addPasskey } from './add-passkey.ts'
import { changePassword } from './change-password.ts'
import { confirmTotp } from './confirm-totp.ts'
import { access } from './contract.ts'
import { createApiKey } from './create-api-key.ts'
import { createReset } from './create-reset.ts'
import { deleteApiKey } from './delete-api-key.ts'
import { endSession } from './end-session.ts'
import { getMe } from './get-me.ts'
import { jobs, sweep } from './jobs.ts'
import { listApiKeys } from './list-api-keys.ts'
import { listPasskeys } from './list-passkeys.ts'
import { listSessions } from './list-sessions.ts'
import { onAgentChanged } from './on-events.ts'
import { passkeyOptions, passkeySignInOptions } from './passkey-options.ts'
import { passkeySignIn } from './passkey-sign-in.ts'
import { removeAgentTotp, removeTotp } from './remove-totp.ts'
import { removePasskey } from './remove-passkey.ts'
import { requestReset } from './request-reset.ts'
import { resetPassword } from './reset-password.ts'
import { secondFactor } from './second-factor.ts'
import { isSetUpNeeded, setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { startTotp } from './start-totp.ts'

const done = (work: Promise<void>): Promise<null> => work.then(() => null)

/** The access room's wiring. */
export const room = defineRoom({
  name: 'access',
  contract: access,
  listeners: [onAgentChanged],
  jobs,
  recurring: [sweep],
  handlers: {
    setUpState: async (_input, { inWorkspace }) => ({ needed: await isSetUpNeeded(inWorkspace(0)) }),
    setUp: ({ body }, context) => setUp(context, body),
    signIn: ({ body }, context) => signIn(context, body),
    secondFactor: ({ body }, context) => secondFactor(context, body),
    signOut: (_input, { tx, caller, http }) => done(signOut(tx, caller, http)),
    me: (_input, { db, caller, http }) => getMe(db, caller, http),
    requestReset: ({ body }, context) => requestReset(context, body),
    resetPassword: ({ params, body }, context) => resetPassword(context, params.token, body.password),
    changePassword: ({ body }, { db, caller }) => done(changePassword(db, caller, body)),
    createReset: ({ params }, { tx, caller }) => createReset(tx, caller, params.agentId),
    listSessions: (_input, { db, caller }) => listSessions(db, caller),
    endSession: ({ params }, { tx, caller }) => done(endSession(tx, caller, params.sessionId)),
    startTotp: ({ body }, { db, caller }) => startTotp(db, caller, body),
    confirmTotp: ({ body }, { db, caller }) => confirmTotp(db, caller, body),
    removeTotp: ({ body }, { db, caller }) => done(removeTotp(db, caller, body)),
    removeAgentTotp: ({ params }, { tx, caller }) => done(removeAgentTotp(tx, caller, params.agentId)),
    listPasskeys: (_input, { db, caller }) => listPasskeys(db, caller),
    passkeyOptions: (_input, { tx, caller }) => passkeyOptions(tx, caller),
    addPasskey: ({ body }, { db, caller }) => addPasskey(db, caller, body),
    removePasskey: ({ params }, { tx, caller }) => done(removePasskey(tx, caller, params.passkeyId)),
    passkeySignInOptions: (_input, context) => passkeySignInOptions(context),
    passkeySignIn: ({ body }, context) => passkeySignIn(context, body),
    listApiKeys: (_input, { db, caller }) => listApiKeys(db, caller),
    createApiKey: ({ body }, { tx, caller }) => createApiKey(tx, caller, body),
    deleteApiKey: ({ params }, { tx, caller }) => done(deleteApiKey(tx, caller, params.keyId)),
  },
})
