import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { agentsQuery, teamsQuery } from '../../../api/reads/directory.ts'
import type { Role } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useMe } from '../../../app/me.ts'
import { CopyField } from '../../../ui/CopyField.tsx'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { languages } from '../../../ui/languages.ts'
import classes from './People.module.css'
import { RoleField } from './RoleField.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'

interface Invited {
  name: string
  url: string
}

/** The link that the new person needs: it is shown once. */
function Invitation({ invited, onClose }: { invited: Invited; onClose(): void }) {
  const { t } = useTranslation('settings')
  return (
    <Dialog
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('invite.doneTitle', { name: invited.name })}
      size={520}
    >
      <div className={classes.invited}>
        <p>{t('invite.doneText')}</p>
        <CopyField label={t('invite.link')} value={invited.url} />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t('invite.close')}</Button>
        </div>
      </div>
    </Dialog>
  )
}

/** Adds a person and shows the link through which they choose their password. */
export function InviteDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('settings')
  const { workspace } = useMe()
  const queryClient = useQueryClient()
  const teams = useQuery(teamsQuery).data ?? []
  const [invited, setInvited] = useState<Invited>()
  const form = useForm({
    saved: {
      name: '',
      kana: '',
      email: '',
      role: 'agent' as Role,
      language: workspace.language,
      teamIds: [] as string[],
    },
    check: ({ name, email }) => ({
      name: name.trim() === '' ? t('wrong.empty') : undefined,
      email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? undefined : t('wrong.email'),
    }),
    save: async (draft) => {
      const kana = draft.kana.trim()
      const body = { ...draft, name: draft.name.trim(), email: draft.email.trim() }
      const { kana: _, ...rest } = body
      const made = await call('agents.createAgent', { body: kana === '' ? rest : { ...rest, kana } })
      setInvited({ name: made.agent.name, url: made.inviteUrl })
      void queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: teamsQuery.queryKey })
    },
  })
  if (invited) return <Invitation invited={invited} onClose={onClose} />
  return (
    <DialogForm
      title={t('invite.title')}
      submit={t('invite.submit')}
      form={form}
      stays
      width={520}
      onClose={onClose}
    >
      <div className={classes.pair}>
        <TextInput label={t('person.name')} maxLength={100} data-autofocus {...form.text('name')} />
        <TextInput label={t('person.kana')} maxLength={100} {...form.text('kana')} />
      </div>
      <TextInput
        type="email"
        label={t('person.email')}
        description={t('person.emailHint')}
        maxLength={254}
        autoComplete="off"
        {...form.text('email' /* not-a-channel: the person’s address */)}
      />
      <RoleField value={form.draft.role} onChange={(role) => form.set({ role })} />
      <PickMany
        label={t('person.teams')}
        add={t('person.addTeam')}
        items={teams.map(({ id, name }) => ({ id, label: name }))}
        value={form.draft.teamIds}
        onChange={(teamIds) => form.set({ teamIds })}
      />
      <NativeSelect label={t('person.language')} data={[...languages]} {...form.text('language')} />
    </DialogForm>
  )
}
