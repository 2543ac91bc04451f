import type { Tx } from '../../../kernel/db/index.ts'
import { standingNames } from '../../customers/index.ts'
import { keyOf } from '../keys.ts'
import type { Agent, Person } from '../neutral.ts'
import { importedByKeys } from '../queries/imported.ts'
import type { ImportRow } from '../queries/imports.ts'
import { makePeople } from './make-people.ts'
import type { WholeTalk } from './part-thread.ts'

/** A customer as messages name them. */
export interface Somebody {
  id: string
  name: string
}

/** Customers whose talks these are and who wrote in them, by their ids in the source. */
export interface People {
  of(id: string | undefined): Somebody | undefined
  /** Whoever is known there and was erased here. */
  isErased(id: string | undefined): boolean
}

/**
 * Finds the customers of talks. An agent who asked for something, and somebody of whom the file has nothing but the address that
 * they wrote from, become customers now.
 */
export const peopleOf = async (
  tx: Tx,
  row: ImportRow,
  talks: readonly WholeTalk[],
  agents: ReadonlyMap<string, Agent>,
): Promise<People> => {
  const ids = [
    ...new Set(talks.flatMap(({ talk, said }) => [talk.person, ...said.map(({ author }) => author.id)])),
  ].filter((id) => id !== undefined)
  let known = await importedByKeys(
    tx,
    'person',
    ids.map((id) => keyOf(row, 'person', id)),
  )
  const missing = talks.flatMap(({ talk, said }): Person[] => {
    const id = talk.person
    if (id === undefined || known.has(keyOf(row, 'person', id))) return []
    const agent = agents.get(id)
    const from = said.find(({ author, from: address }) => author.id === id && address !== undefined)
    const email = agent?.email ?? from?.from
    const name = agent?.name ?? from?.author.name
    return email === undefined && name === undefined
      ? []
      : [{ id, name, emails: email ? [email] : [], phones: [] }]
  })
  if (missing.length > 0) {
    await makePeople(tx, row, [...new Map(missing.map((person) => [person.id, person])).values()])
    known = await importedByKeys(
      tx,
      'person',
      ids.map((id) => keyOf(row, 'person', id)),
    )
  }
  const names = new Map(
    (
      await standingNames(
        tx,
        [...known.values()].map(({ targetId }) => targetId),
      )
    ).map(({ id, standingId, name }) => [id, { id: standingId, name }]),
  )
  const targetOf = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : known.get(keyOf(row, 'person', id))?.targetId
  return {
    of: (id) => names.get(targetOf(id) ?? ''),
    isErased(id) {
      const target = targetOf(id)
      return target !== undefined && !names.has(target)
    },
  }
}
