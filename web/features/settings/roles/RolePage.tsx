import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Copy, ShieldX } from 'lucide-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { permissionsQuery, rolesQuery } from '../../../api/reads/roles.ts'
import { useMe } from '../../../app/me.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { NewRole } from './NewRole.tsx'
import { RoleForm, RoleShown } from './RoleForm.tsx'
import { RoleWork } from './RoleWork.tsx'
import { type OneRole, useRoleWords } from './use-role-words.ts'

/** True where somebody may change a role: it lets nobody do more than they may. */
function useMayChange(): (role: OneRole) => boolean {
  const { agent, permissions, inboxIds } = useMe()
  return (role) =>
    !role.fixed &&
    (agent.role === 'owner' ||
      (role.permissions.every((one) => permissions.includes(one)) && (!role.allInboxes || inboxIds === null)))
}

/** One role: what it lets people do and see, who has it, and how it is copied and removed. */
export default function RolePage() {
  const { t } = useTranslation('roles')
  const { roleId } = useParams({ strict: false }) as { roleId: string }
  const { nameOf, hintOf } = useRoleWords()
  const mayChange = useMayChange()
  const query = useQuery(rolesQuery)
  const groups = useQuery(permissionsQuery)
  const [copying, setCopying] = useState(false)
  const role = query.data?.find(({ id }) => id === roleId)
  const lead = role && (role.fixed ? `${hintOf(role)} ${t('isFixed')}` : mayChange(role) ? '' : t('aboveYou'))
  const copy = (
    <Button variant="default" leftSection={<Copy size={16} />} onClick={() => setCopying(true)}>
      {t('copy')}
    </Button>
  )
  return (
    <Page
      title={role ? nameOf(role) : t('app:settings.roles')}
      lead={lead}
      above={{ to: '/settings/roles', title: t('app:settings.roles') }}
      action={role ? copy : undefined}
    >
      <Loaded query={query}>
        {(roles) =>
          role ? (
            <>
              <Loaded query={groups}>
                {(known) =>
                  mayChange(role) ? (
                    <RoleForm key={role.id} role={role} groups={known} />
                  ) : (
                    <RoleShown role={role} groups={known} />
                  )
                }
              </Loaded>
              <RoleWork role={role} mayRemove={mayChange(role)} />
              {copying ? <NewRole roles={roles} after={role.id} onClose={() => setCopying(false)} /> : null}
            </>
          ) : (
            <EmptyState icon={<ShieldX size={28} strokeWidth={1.5} />} title={t('gone')} />
          )
        }
      </Loaded>
    </Page>
  )
}
