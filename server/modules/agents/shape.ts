import type { Agent, Team } from './contract.ts'
import type { AgentRow } from './queries/agents.ts'
import type { TeamRow } from './queries/teams.ts'

/** What stands in the place of a bot’s address; no mail reaches it. */
export const botAddress = (id: string): string => `${id}@bot.invalid`

/** A person as the API gives them. */
export const toAgent = (row: AgentRow): Agent => ({
  id: row.id,
  name: row.name,
  kana: row.kana,
  email: row.bot ? '' : row.email,
  bot: row.bot,
  role: row.role,
  answers: row.answers,
  teamIds: row.teamIds,
  active: row.active,
  language: row.language,
  signature: row.signature,
  timeZone: row.timeZone,
  lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
})

/** A team as the API gives it. */
export const toTeam = (row: TeamRow): Team => ({ ...row, createdAt: row.createdAt.toISOString() })

/** An e-mail address as it is kept and compared: signing in never fails over a capital letter or a space. */
export const normalEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

/** A name without space around it; empty becomes null. */
export const trimmed = (text: string | null | undefined): string | null => text?.trim() || null
