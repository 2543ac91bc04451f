import type { Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { recordAudit } from '../../audit/index.ts'
import { agentOf, demandPerson } from '../account.ts'
import { comesByProvider } from './only-way.ts'
import { deleteLink, providerRow } from './queries.ts'

/** Ends the caller's link to a provider. Throws `conflict` for who could not come in again. */
export const removeMyLink = async (tx: Tx, caller: Caller, providerId: string): Promise<void> => {
  const { id } = demandPerson(caller)
  if (await comesByProvider(tx, await agentOf(tx, id)))
    throw conflict('access.sso-your-way', 'You could not sign in any more. Ask an owner.')
  const provider = await providerRow(tx, providerId)
  if (!provider || !(await deleteLink(tx, providerId, id)))
    throw notFound('access.no-link', 'You are not linked to this provider (any more).')
  await recordAudit(tx, caller, {
    action: 'access.unlink-sso',
    subject: { kind: 'agent', id },
    details: { provider: provider.name },
  })
}
