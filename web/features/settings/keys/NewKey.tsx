import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { apiKeysQuery } from '../../../api/reads/connections.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useMay, useMe } from '../../../app/me.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { ShownOnce } from '../shared/ShownOnce.tsx'

/** Makes a key: its name, whose rights it has, and then its text, this once. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('connections')
  const { agent: me } = useMe()
  const may = useMay()
  const queryClient = useQueryClient()
  const agents = [...useAgents().values()].filter(
    (agent) => agent.active && (agent.id === me.id || may('people.write')),
  )
  const [made, setMade] = useState<string>()
  const form = useForm({
    saved: { name: '', agentId: me.id },
    check: ({ name }) => ({ name: name.trim() === '' ? t('settings:wrong.empty') : undefined }),
    save: async ({ name, agentId }) => {
      const { key } = await call('access.createApiKey', { body: { name: name.trim(), agentId } })
      setMade(key)
      await queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey })
    },
  })
  if (made !== undefined) {
    return (
      <ShownOnce title={t('keys.shownTitle')} label={t('keys.key')} value={made} onClose={onClose}>
        {t('keys.shownText')}
      </ShownOnce>
    )
  }
  return (
    <DialogForm stays title={t('keys.add')} submit={t('keys.make')} form={form} onClose={onClose}>
      <TextInput
        label={t('keys.name')}
        description={t('keys.nameHint')}
        data-autofocus
        maxLength={80}
        {...form.text('name')}
      />
      <NativeSelect
        label={t('keys.owner')}
        description={t('keys.ownerHint')}
        data={agents.map(({ id, name, role }) => ({
          value: id,
          label: `${name} · ${t(`settings:role.${role}`)}`,
        }))}
        {...form.text('agentId')}
      />
    </DialogForm>
  )
}
