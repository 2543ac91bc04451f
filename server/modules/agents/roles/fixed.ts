import type { FixedRole } from '../contract-roles.ts'

/** What the house's own roles are called. */
export const FIXED_TITLES: Record<FixedRole, { en: string; ja: string }> = {
  owner: { en: 'Owner', ja: 'オーナー' },
  lead: { en: 'Lead', ja: 'リーダー' },
  agent: { en: 'Agent', ja: 'オペレーター' },
  readonly: { en: 'Read-only', ja: '閲覧のみ' },
}

/** Those of the house's own roles that see every inbox. */
const SEE_ALL: readonly FixedRole[] = ['owner', 'lead']
/** Those that answer customers. */
export const ANSWERING: readonly FixedRole[] = ['owner', 'lead', 'agent']

/** True for what names one of the house's own roles; everything else is the id of a workspace's. */
export const isFixed = (role: string): role is FixedRole => role in FIXED_TITLES

/** The house's own roles that see every inbox, as statements take them. */
export const seeingAll: readonly string[] = SEE_ALL

/** How a role stands in the columns of a person. */
export const columnsOf = (role: string): { role: string; roleId: string | null } =>
  isFixed(role) ? { role, roleId: null } : { role: 'own', roleId: role }
