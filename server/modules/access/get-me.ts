import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Exchange } from '../../kernel/room.ts'
import { sightOf } from '../../kernel/sight.ts'
import { getWorkspace } from '../workspace/index.ts'
import { agentOf, demandId } from './account.ts'
import { sessionToken, setSessionCookie } from './cookie.ts'
import { credentialsRow } from './queries/credentials.ts'

/** Who is signed in and what they may do. Also renews the cookie: every page asks this first. */
export const getMe = async (db: Db, caller: Caller, http: Exchange) => {
  const id = demandId(caller)
  const [agent, workspace, credentials] = await Promise.all([
    agentOf(db, id),
    getWorkspace(db),
    credentialsRow(db, id),
  ])
  const token = caller.kind === 'person' ? sessionToken(http.request.headers) : undefined
  if (token) setSessionCookie(http, db.kernel, token)
  const { name, language, timeZone } = workspace
  return {
    agent,
    workspace: { id: workspace.id, name, language, timeZone },
    permissions: [...caller.permissions].sort(),
    inboxIds: sightOf(caller),
    secondFactor: credentials?.totpConfirmedAt != null,
  }
}
