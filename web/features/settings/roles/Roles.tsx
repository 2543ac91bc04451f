import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Plus, ShieldUser } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rolesQuery } from '../../../api/reads/roles.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { NewRole } from './NewRole.tsx'
import classes from './Roles.module.css'
import { type OneRole, useRoleWords } from './use-role-words.ts'

function RoleRow({ role }: { role: OneRole }) {
  const { t } = useTranslation('roles')
  const { nameOf, hintOf } = useRoleWords()
  return (
    <Row
      sign={<ShieldUser size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={<PlainLink href={`/settings/roles/${role.id}`}>{nameOf(role)}</PlainLink>}
      detail={hintOf(role)}
      sentence
    >
      {role.allInboxes ? <Pill>{t('allInboxes')}</Pill> : null}
      <span className={classes.count}>{t('people', { count: role.agentIds.length })}</span>
    </Row>
  )
}

/** The roles: what people may do, by the house's own and the workspace's. */
export default function Roles() {
  const { t } = useTranslation('roles')
  const query = useQuery(rolesQuery)
  const [adding, setAdding] = useState(false)
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('app:settings.roles')} lead={t('lead')} action={add}>
      <Loaded query={query}>
        {(roles) => {
          const [fixed, own] = [roles.filter((one) => one.fixed), roles.filter((one) => !one.fixed)]
          return (
            <>
              <Section title={t('own')} flush={own.length > 0}>
                {own.length === 0 ? (
                  <p className={classes.nobody}>{t('ownNone')}</p>
                ) : (
                  <Rows label={t('own')}>
                    {own.map((role) => (
                      <RoleRow key={role.id} role={role} />
                    ))}
                  </Rows>
                )}
              </Section>
              <Section title={t('fixed')} lead={t('fixedLead')} flush>
                <Rows label={t('fixed')}>
                  {fixed.map((role) => (
                    <RoleRow key={role.id} role={role} />
                  ))}
                </Rows>
              </Section>
            </>
          )
        }}
      </Loaded>
      {adding ? <NewRole roles={query.data ?? []} onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}
