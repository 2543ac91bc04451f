import type { Db } from '../../../kernel/db/index.ts'
import { forbidden } from '../../../kernel/errors.ts'
import type { Agent } from '../../agents/index.ts'
import { hasOnlyWay } from './queries.ts'

/** True for somebody who comes in through a provider and in no other way. Owners always have their own way in. */
export const comesByProvider = async (db: Db, agent: Pick<Agent, 'role'>): Promise<boolean> =>
  agent.role !== 'owner' && (await hasOnlyWay(db))

/**
 * Throws `forbidden` for somebody who may come in through a provider alone. Only say so to somebody who has proved who
 * they are.
 */
export const demandOwnWay = async (db: Db, agent: Pick<Agent, 'role'>): Promise<void> => {
  if (!(await comesByProvider(db, agent))) return
  throw forbidden(
    'access.sso-only',
    'Your workspace signs in through its sign-in provider. Use its button on the sign-in page.',
  )
}
