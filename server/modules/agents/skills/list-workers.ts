import type { Db } from '../../../kernel/db/index.ts'
import { GONE_MS } from '../presence/read-presences.ts'
import { profileRows, workerRows } from './queries.ts'

/** Somebody who may be given conversations. */
export interface Worker {
  id: string
  name: string
  teamIds: ReadonlySet<string>
  /** Online, with a screen open. */
  here: boolean
  /** Inboxes that are linked to one of their teams. */
  inboxIds: ReadonlySet<string>
  /** Whether they may know of an inbox. */
  sees(inboxId: string): boolean
  /** Points that they take at a time; null: the usual. */
  capacity: number | null
  chats: number | null
  /** Levels by skill, and by language. */
  skills: ReadonlyMap<string, number>
  languages: ReadonlyMap<string, number>
}

/** Everybody who answers customers, with what decides what they are given; whether they are here or not. */
export const listWorkers = async (db: Db): Promise<Worker[]> => {
  const [rows, profiles] = await Promise.all([
    workerRows(db, new Date(db.kernel.clock.now().getTime() - GONE_MS)),
    profileRows(db),
  ])
  const profileOf = new Map(profiles.map((profile) => [profile.agentId, profile]))
  return rows.map(({ id, name, seesAll, here, ...row }) => {
    const profile = profileOf.get(id)
    const inboxIds = new Set(row.inboxIds)
    return {
      id,
      name,
      here,
      inboxIds,
      teamIds: new Set(row.teamIds),
      sees: (inboxId) => seesAll || inboxIds.has(inboxId),
      capacity: profile?.capacity ?? null,
      chats: profile?.chats ?? null,
      skills: new Map(profile?.skills.map(({ skillId, level }) => [skillId, level])),
      languages: new Map(profile?.languages.map(({ language, level }) => [language, level])),
    }
  })
}
