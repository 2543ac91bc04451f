import { defineRoom } from '../../kernel/room.ts'
import { addPasskey } from './add-passkey.ts'
import { changePassword } from './change-password.ts'
import { confirmTotp } from './confirm-totp.ts'
import { access, scimRoutes, sessionRoutes, ssoRoutes } from './contract.ts'
import { createApiKey } from './create-api-key.ts'
import { createReset } from './create-reset.ts'
import { deleteApiKey } from './delete-api-key.ts'
import { endSession } from './end-session.ts'
import { getMe } from './get-me.ts'
import { jobs, sweep } from './jobs.ts'
import { listApiKeys } from './list-api-keys.ts'
import { listPasskeys } from './list-passkeys.ts'
import { listSessions } from './list-sessions.ts'
import { pushes } from './live.ts'
import { onAgentChanged } from './on-events.ts'
import { passkeyOptions, passkeySignInOptions } from './passkey-options.ts'
import { passkeySignIn } from './passkey-sign-in.ts'
import { removeAgentTotp, removeTotp } from './remove-totp.ts'
import { removePasskey } from './remove-passkey.ts'
import { requestReset } from './request-reset.ts'
import { resetPassword } from './reset-password.ts'
import { createScimToken, deleteScimToken, getScim } from './scim/save-token.ts'
import { secondFactor } from './second-factor.ts'
import { endAnySession, endEverySession, listEverySession } from './sessions-of-others.ts'
import { isSetUpNeeded, setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { startTotp } from './start-totp.ts'
import { checkProvider } from './sso/check-provider.ts'
import { finishSso } from './sso/finish-sso.ts'
import { listMyLinks, listProviders, listSignInProviders } from './sso/list-providers.ts'
import { removeMyLink } from './sso/remove-link.ts'
import { createProvider, deleteProvider, updateProvider } from './sso/save-provider.ts'
import { startOwn, startSso } from './sso/start-sso.ts'

const done = (work: Promise<void>): Promise<null> => work.then(() => null)

/** The access room's wiring. */
export const room = defineRoom({
  name: 'access',
  contract: { ...access, ...scimRoutes, ...sessionRoutes, ...ssoRoutes },
  permissions: {
    'sessions.write': {
      roles: ['owner', 'lead'],
      title: { en: 'See and end the sign-ins of others', ja: 'ほかのメンバーをサインアウトさせる' },
      group: 'leading',
      everywhere: true,
      detail: {
        en: 'Sees on which devices and from which addresses others are signed in, and signs them out. Not of anybody who may do more.',
        ja: 'ほかのメンバーがサインインしている端末とIPアドレスを確認し、サインアウトさせることができます。自分より強い権限を持つメンバーは対象外です。',
      },
    },
    'access.write': {
      roles: ['owner'],
      title: { en: 'Decide how people sign in', ja: 'サインインの方法を設定する' },
      group: 'house',
      everywhere: true,
      ownersOnly: true,
    },
  },
  pushes,
  listeners: [onAgentChanged],
  jobs,
  recurring: [sweep],
  handlers: {
    setUpState: async (_input, { inWorkspace }) => ({ needed: await isSetUpNeeded(inWorkspace(0)) }),
    setUp: ({ body }, context) => setUp(context, body),
    signIn: ({ body }, context) => signIn(context, body),
    secondFactor: ({ body }, context) => secondFactor(context, body),
    signOut: (_input, { tx, caller, http }) => signOut(tx, caller, http),
    me: (_input, { db, caller, http }) => getMe(db, caller, http),
    requestReset: ({ body }, context) => requestReset(context, body),
    resetPassword: ({ params, body }, context) => resetPassword(context, params.token, body.password),
    changePassword: ({ body }, { db, caller }) => done(changePassword(db, caller, body)),
    createReset: ({ params }, { tx, caller }) => createReset(tx, caller, params.agentId),
    listSessions: (_input, { db, caller }) => listSessions(db, caller),
    endSession: ({ params }, { tx, caller }) => done(endSession(tx, caller, params.sessionId)),
    listEverySession: ({ query }, { db, caller }) => listEverySession(db, caller, query),
    endAnySession: ({ params }, { tx, caller }) => done(endAnySession(tx, caller, params.sessionId)),
    endSessionsOf: ({ params }, { tx, caller }) => endEverySession(tx, caller, params.agentId),
    getScim: ({ params }, { db, caller }) => getScim(db, caller, params.providerId),
    createScimToken: ({ params }, { tx, caller }) => createScimToken(tx, caller, params.providerId),
    deleteScimToken: ({ params }, { tx, caller }) => done(deleteScimToken(tx, caller, params.providerId)),
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
    listSignInProviders: (_input, { inWorkspace }) => listSignInProviders(inWorkspace),
    startSso: ({ params, body }, context) => startSso(context, params.providerId, body),
    finishSso: ({ body }, context) => finishSso(context, context.caller, body.parameters),
    startLink: ({ params }, { db, caller, http }) => startOwn(db, caller, http, params.providerId, 'link'),
    listMyLinks: (_input, { db, caller }) => listMyLinks(db, caller),
    removeMyLink: ({ params }, { tx, caller }) => done(removeMyLink(tx, caller, params.providerId)),
    listProviders: (_input, { db, caller }) => listProviders(db, caller),
    createProvider: ({ body }, { tx, caller }) => createProvider(tx, caller, body),
    updateProvider: ({ params, body }, { tx, caller }) => updateProvider(tx, caller, params.providerId, body),
    deleteProvider: ({ params }, { tx, caller }) => done(deleteProvider(tx, caller, params.providerId)),
    checkProvider: ({ params }, { db, caller }) => checkProvider(db, caller, params.providerId),
    startTry: ({ params }, { db, caller, http }) => startOwn(db, caller, http, params.providerId, 'try'),
  },
})
