import { may, type Caller } from '../../kernel/caller.ts'
import type { Abilities } from '../../channels/channel.ts'
import type { Inbox } from './contract.ts'
import type { Vault } from '../../kernel/secrets/index.ts'
import type { InboxRow } from './queries.ts'
import type { Warning } from './warnings-of.ts'

/** An inbox as the caller may see it: settings only for those who may change them, secrets for nobody. */
export const shapeInbox = (
  row: InboxRow,
  abilities: Abilities,
  caller: Caller,
  { vault, warnings }: { vault: Vault; warnings: readonly Warning[] },
): Inbox => {
  const open = may(caller, 'settings.write')
  return {
    id: row.id,
    channel: row.channel,
    name: row.name,
    brandId: row.brandId,
    address: row.address,
    token: row.token,
    teamIds: row.teamIds,
    state: row.state,
    settings: open ? row.settings : {},
    hasSecrets: open && row.secrets !== null,
    secretNames: open ? namesOf(row.secrets, vault) : [],
    abilities: shapeAbilities(abilities),
    health: {
      state: row.healthState,
      reason: row.healthReason,
      at: row.healthAt?.toISOString() ?? null,
      okAt: row.healthOkAt?.toISOString() ?? null,
      warnings: may(caller, 'intake.retry') && row.state === 'active' ? [...warnings] : [],
    },
    acknowledgePausedAt: row.acknowledgePausedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}

/** Names of the kept secrets; none when they were sealed with another key, which the inbox's health says. */
const namesOf = (secrets: Buffer | null, vault: Vault): string[] => {
  if (secrets === null) return []
  try {
    return Object.keys(vault.open<Record<string, unknown>>(secrets)).sort()
  } catch {
    return []
  }
}

/** What a channel can do, as the screens know it. */
export const shapeAbilities = (abilities: Abilities): Inbox['abilities'] => ({
  html: abilities.html,
  subject: abilities.subject,
  attachments: abilities.attachments,
  copies: abilities.copies,
  live: abilities.live,
  startsConversations: abilities.startsConversations,
})
