import type { Tx } from '../../kernel/db/index.ts'
import { savePasswordHash } from './queries/credentials.ts'

/** Finds out who calls, from the headers of a request or of a live connection's opening. */
export { createAuthenticate, type Authenticator, type Standing } from './authenticate.ts'
/** Announced when sessions or keys ended: open screens that came with them must be closed. */
export { accessEnded } from './events.ts'
/** Hashes a password; slow on purpose, so outside of transactions. */
export { hashPassword } from './passwords.ts'
/** The table of roles for the documentation. */
export { roleMatrix } from './role-matrix.ts'
/** Tells at start whether the first owner still has to be made, and gives the code to print. */
export { prepareSetUp } from './set-up.ts'
/** How mails of the product's own are sent; until it is told, password resets go through an owner. */
export { setSystemMail, systemMail, type SystemMail } from './system-mail.ts'
/** What a person recognises a browser by, from its User-Agent. */
export { deviceName } from './device.ts'
/** Which of some sessions have not ended. */
export { lastingSessions } from './queries/sessions.ts'
/** Sets up without a browser (MADOGUCHI_SETUP). */
export { runUnattendedSetUp } from './unattended-set-up.ts'

/** Answers companies' directories, which keep people and groups up to date by SCIM 2.0. */
export { SCIM_PATH, serveScim } from './scim/serve-scim.ts'
export { problem as scimProblem } from './scim/wire.ts'

/** Gives a person a password from its hash; for seeds and set-up. */
export const keepPasswordHash = async (tx: Tx, agentId: string, hash: string): Promise<void> => {
  await savePasswordHash(tx, agentId, hash)
}
