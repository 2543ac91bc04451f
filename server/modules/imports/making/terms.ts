import type { Db, Tx } from '../../../kernel/db/index.ts'
import { listAgents, listTeams } from '../../agents/index.ts'
import { ensureTags, tagKey } from '../../conversations/index.ts'
import { EMAIL, firstAddresses } from '../../customers/index.ts'
import { getWorkspace } from '../../workspace/index.ts'
import type { Agent } from '../neutral.ts'
import { ownIn } from '../own-addresses.ts'
import { agentItems } from '../queries/items.ts'
import type { ImportRow } from '../queries/imports.ts'
import { jsonSource } from '../sources/index.ts'
import type { JsonSource } from '../sources/source.ts'
import { peopleOf, type People } from './people-of.ts'
import type { WholeTalk } from './part-thread.ts'

/** What does not change from batch to batch: who is who among those who answered, and where things go. */
export interface House {
  row: ImportRow
  source: JsonSource | undefined
  agents: ReadonlyMap<string, Agent>
  agentIds: ReadonlyMap<string, string>
  agentNames: ReadonlyMap<string, string>
  teamIds: ReadonlyMap<string, string>
  maskNumbers: boolean
  isOurs(address: string): boolean
}

/** What a batch of talks is made with. */
export interface Terms extends House {
  now: Date
  people: People
  tagIdOf(name: string): string | undefined
  addressOf(customerId: string): string | undefined
}

/** Reads what does not change while an import is made. */
export const readHouse = async (db: Db, row: ImportRow): Promise<House> => {
  const [ours, teams, found, isOurs, { maskNumbers }] = await Promise.all([
    listAgents(db),
    listTeams(db),
    agentItems(db, row.id),
    ownIn(db, row),
    getWorkspace(db),
  ])
  const agentNames = new Map(ours.map(({ id, name }) => [id, name]))
  const teamSet = new Set(teams.map(({ id }) => id))
  return {
    row,
    source: jsonSource(row.source),
    agents: new Map(found.map(({ data }) => JSON.parse(data) as Agent).map((agent) => [agent.id, agent])),
    agentIds: new Map(
      Object.entries(row.mapping.agents).filter((entry): entry is [string, string] =>
        agentNames.has(entry[1] ?? ''),
      ),
    ),
    agentNames,
    teamIds: new Map(
      Object.entries(row.mapping.teams).filter((entry): entry is [string, string] =>
        teamSet.has(entry[1] ?? ''),
      ),
    ),
    maskNumbers,
    isOurs,
  }
}

/** Reads what a batch of talks needs. */
export const termsOf = async (tx: Tx, house: House, talks: readonly WholeTalk[]): Promise<Terms> => {
  const { row, agents } = house
  const nameOf = (tag: string): string | undefined => {
    const name = row.mapping.tags[tag]
    return name === null ? undefined : (name ?? tag).trim().slice(0, 100) || undefined
  }
  const people = await peopleOf(tx, row, talks, agents)
  const names = talks.flatMap(({ talk }) => (talk.tags ?? []).flatMap((tag) => nameOf(tag) ?? []))
  const [tags, addresses] = await Promise.all([
    ensureTags(tx, names),
    mailAddresses(
      tx,
      talks.flatMap(({ talk }) => people.of(talk.person)?.id ?? []),
    ),
  ])
  return {
    ...house,
    now: tx.now,
    people,
    tagIdOf(tag) {
      const name = nameOf(tag)
      return name === undefined ? undefined : tags.get(tagKey(name))
    },
    addressOf: (customerId) => addresses.get(customerId),
  }
}

const mailAddresses = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map(
    (await firstAddresses(tx, [...new Set(ids)], EMAIL)).map(({ customerId, value }) => [customerId, value]),
  )
