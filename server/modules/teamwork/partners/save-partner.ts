import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound, type AppError } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { changedFields, recordAudit, type Audited } from '../../audit/index.ts'
import { EMAIL, normaliseIdentity } from '../../customers/index.ts'
import { ownAddresses } from '../../inboxes/index.ts'
import type { Partner, PartnerInput, PartnerPerson } from '../contract-partners.ts'
import { partnersChanged } from '../events.ts'
import { holdPartner, insertPartner, partnerRows, removePartner, writePartner } from '../queries/partners.ts'

const MOST = 500

/** An address as it is compared. */
export const mailKey = (address: string): string => normaliseIdentity(EMAIL, address).valueKey

/** People to whom something is written: trimmed, each once. Throws where one is an inbox of ours. */
export const peopleIn = async (db: Db, people: readonly PartnerPerson[]): Promise<PartnerPerson[]> => {
  const isOurs = await ownAddresses(db)
  const byKey = new Map<string, PartnerPerson>()
  for (const { name, address } of people) {
    if (isOurs(address))
      throw invalid(
        'teamwork.own-address',
        `${address} is an address of one of your inboxes: what is sent there would come back as a customer’s mail. Enter another one.`,
        { address },
      )
    const key = mailKey(address)
    if (!byKey.has(key)) byKey.set(key, { name: name.trim(), address: address.trim() })
  }
  return [...byKey.values()]
}

const nameTaken = (name: string): AppError =>
  conflict('teamwork.partner-exists', `There is somebody called “${name}” already. Choose another name.`)

/** One of those whom the team asks, held. Throws where they were removed. */
export const demandPartner = async (tx: Tx, id: string): Promise<Partner> => {
  const row = await holdPartner(tx, id)
  if (!row) throw notFound('teamwork.no-partner', 'They are not on the list any more. Choose somebody else.')
  return row
}

const checked = async (tx: Tx, input: PartnerInput): Promise<PartnerInput> => {
  const name = input.name.trim()
  if (name === '') throw invalid('teamwork.no-name', 'Enter a name.')
  return { kind: input.kind, name, people: await peopleIn(tx, input.people) }
}

/** As the log tells it. */
const told = ({ kind, name, people }: PartnerInput) => ({
  kind,
  name,
  people: people.map(({ address }) => address),
})

const note = async (
  tx: Tx,
  caller: Caller,
  action: Audited['action'],
  id: string,
  details: object,
): Promise<void> => {
  tx.announce(partnersChanged({}))
  await recordAudit(tx, caller, { action, subject: { kind: 'partner', id }, details: { ...details } })
}

/** Keeps somebody who is asked about conversations. */
export const createPartner = async (tx: Tx, caller: Caller, input: PartnerInput): Promise<Partner> => {
  demand(caller, 'partners.write')
  if ((await partnerRows(tx)).length >= MOST)
    throw invalid('teamwork.too-many-partners', `There are ${MOST} already. Remove some that nobody asks.`)
  const row = { id: newId(), ...(await checked(tx, input)) }
  if (!(await insertPartner(tx, row))) throw nameTaken(row.name)
  await note(tx, caller, 'teamwork.create-partner', row.id, told(row))
  return row
}

/** Replaces what is known of them. What they were asked before stays as it was. */
export const updatePartner = async (
  tx: Tx,
  caller: Caller,
  id: string,
  input: PartnerInput,
): Promise<Partner> => {
  demand(caller, 'partners.write')
  const before = await demandPartner(tx, id)
  const row = { id, ...(await checked(tx, input)) }
  if (!(await writePartner(tx, row))) throw nameTaken(row.name)
  await note(tx, caller, 'teamwork.update-partner', id, {
    name: row.name,
    ...changedFields(told(before), told(row)),
  })
  return row
}

/** Removes them. */
export const deletePartner = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'partners.write')
  const { name } = await demandPartner(tx, id)
  await removePartner(tx, id)
  await note(tx, caller, 'teamwork.delete-partner', id, { name })
}
