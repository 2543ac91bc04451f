import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { rolesQuery } from '../../../api/reads/roles.ts'
import type { Output } from '../../../api/types.ts'
import { inLanguage } from '../../../ui/in-language.ts'

export type OneRole = Output<'agents.listRoles'>[number]

/** How roles are called and what they are for, in the language of the screen. */
export function useRoleWords() {
  const { t, i18n } = useTranslation('settings')
  const { data: roles = [] } = useQuery(rolesQuery)
  const hintOf = (role: OneRole): string =>
    role.fixed ? t(`roleHint.${role.id as 'owner' | 'lead' | 'agent' | 'readonly'}`) : role.description
  const nameOf = (role: OneRole): string => inLanguage(role.title, i18n.language)
  return {
    roles,
    hintOf,
    nameOf,
    /** Name of a role by what stands in a person; empty until the roles are loaded. */
    nameById(id: string): string {
      const role = roles.find((one) => one.id === id)
      return role ? nameOf(role) : ''
    },
  }
}
