import { demand, type Caller } from '../../kernel/caller.ts'
import type { Conditions } from '../../kernel/conditions/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit, type Audited } from '../audit/index.ts'
import type { Policy, PolicyInput } from './contract.ts'
import { policiesChanged } from './events.ts'
import {
  lockPolicy,
  orderPolicies as putOrder,
  policyRows,
  putPolicy,
  removePolicyRow,
} from './queries/policies.ts'
import { resettle } from './settle-all.ts'

const MOST = 100

const about = (id: string | undefined, details: object): Pick<Audited, 'subject' | 'details'> => ({
  subject: { kind: 'sla-policy', id },
  details: { ...details },
})

const checked = async (tx: Tx, conditions: Conditions, input: PolicyInput): Promise<PolicyInput> => {
  const name = input.name.trim()
  if (name === '') throw invalid('sla.empty-name', 'The policy has no name. Enter one.')
  if (input.firstSeconds === null && input.nextSeconds === null && input.resolveSeconds === null)
    throw invalid('sla.no-promise', 'The policy promises nothing. Enter at least one time.')
  if (input.applies) await conditions.check(tx, 'conversation', input.applies)
  return { ...input, name, pauses: [...new Set(input.pauses)] }
}

const changed = (tx: Tx): void => {
  resettle(tx)
  tx.announce(policiesChanged({}))
}

const noPolicy = () => notFound('sla.no-policy', 'There is no such policy.')

/** Adds a policy behind all others. */
export const createPolicy = async (
  tx: Tx,
  caller: Caller,
  conditions: Conditions,
  input: PolicyInput,
): Promise<Policy> => {
  demand(caller, 'sla.write')
  if ((await policyRows(tx)).length >= MOST)
    throw invalid('sla.too-many', `There are ${MOST} policies already. Remove one first.`)
  const policy = { id: newId(), ...(await checked(tx, conditions, input)) }
  await putPolicy(tx, policy)
  await recordAudit(tx, caller, { action: 'sla.create-policy', ...about(policy.id, policy) })
  changed(tx)
  return policy
}

/** Replaces a policy. */
export const updatePolicy = async (
  tx: Tx,
  caller: Caller,
  conditions: Conditions,
  id: string,
  input: PolicyInput,
): Promise<Policy> => {
  demand(caller, 'sla.write')
  if (!(await lockPolicy(tx, id))) throw noPolicy()
  const policy = { id, ...(await checked(tx, conditions, input)) }
  await putPolicy(tx, policy)
  await recordAudit(tx, caller, { action: 'sla.update-policy', ...about(id, policy) })
  changed(tx)
  return policy
}

/** Removes a policy: nobody is measured by it from now on. */
export const deletePolicy = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'sla.write')
  const name = await removePolicyRow(tx, id)
  if (name === undefined) throw noPolicy()
  await recordAudit(tx, caller, { action: 'sla.delete-policy', ...about(id, { name }) })
  changed(tx)
}

/** Puts all policies in an order; throws `conflict` where they are others by now. */
export const orderPolicies = async (tx: Tx, caller: Caller, ids: readonly string[]): Promise<Policy[]> => {
  demand(caller, 'sla.write')
  const known = (await policyRows(tx)).map(({ id }) => id)
  if (
    new Set(ids).size !== ids.length ||
    known.length !== ids.length ||
    !known.every((id) => ids.includes(id))
  )
    throw conflict('sla.other-policies', 'The policies are others by now. Look at them again.')
  await putOrder(tx, ids)
  await recordAudit(tx, caller, { action: 'sla.order-policies', ...about(undefined, { policyIds: ids }) })
  changed(tx)
  return policyRows(tx)
}
