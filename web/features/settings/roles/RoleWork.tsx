import { Button, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { agentsQuery } from '../../../api/reads/directory.ts'
import { rolesQuery } from '../../../api/reads/roles.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import classes from './Roles.module.css'
import { type OneRole, useRoleWords } from './use-role-words.ts'

/** Asks what they get who have the role, then removes it. */
function RemoveRole({ role, onClose }: { role: OneRole; onClose(): void }) {
  const { t } = useTranslation('roles')
  const { roles, nameOf } = useRoleWords()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const count = role.agentIds.length
  const form = useForm({
    saved: { moveTo: 'readonly' },
    save: async ({ moveTo }) => {
      await call('agents.deleteRole', {
        params: { roleId: role.id },
        body: { moveTo: count === 0 ? null : moveTo },
      })
      await navigate({ href: '/settings/roles' })
      for (const { queryKey } of [rolesQuery, agentsQuery]) void queryClient.invalidateQueries({ queryKey })
    },
  })
  return (
    <DialogForm
      title={t('removeTitle', { name: nameOf(role) })}
      submit={t('settings:remove')}
      done={t('removed', { name: nameOf(role) })}
      form={form}
      danger
      onClose={onClose}
    >
      {count === 0 ? (
        <p>{t('removeNobody')}</p>
      ) : (
        <NativeSelect
          label={t('moveTo')}
          description={t('moveToHint', { count })}
          data={roles
            .filter(({ id }) => id !== role.id)
            .map((one) => ({ value: one.id, label: nameOf(one) }))}
          {...form.text('moveTo')}
        />
      )}
    </DialogForm>
  )
}

/** Who has a role, and its removal. */
export function RoleWork({ role, mayRemove }: { role: OneRole; mayRemove: boolean }) {
  const { t } = useTranslation('roles')
  const agents = useAgents()
  const [removing, setRemoving] = useState(false)
  const people = role.agentIds.flatMap((id) => agents.get(id) ?? [])
  return (
    <>
      <Section title={t('who')} flush={people.length > 0}>
        {people.length === 0 ? (
          <p className={classes.nobody}>{t('nobody')}</p>
        ) : (
          <Rows label={t('who')}>
            {people.map(({ id, name, email, active }) => (
              <Row
                key={id}
                faint={!active}
                sign={<Avatar name={name} size={28} plain={!active} />}
                title={<PlainLink href={`/settings/people/${id}`}>{name}</PlainLink>}
                detail={email}
              />
            ))}
          </Rows>
        )}
      </Section>
      {mayRemove ? (
        <Section title={t('remove')}>
          <Act title={t('removeAct')} text={t('removeText')}>
            <Button variant="default" color="red" onClick={() => setRemoving(true)}>
              {t('removeButton')}
            </Button>
          </Act>
        </Section>
      ) : null}
      {removing ? <RemoveRole role={role} onClose={() => setRemoving(false)} /> : null}
    </>
  )
}
