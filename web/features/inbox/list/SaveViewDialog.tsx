import '../../../ui/styles/fields.ts'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { viewsQuery } from '../../../api/reads/desk.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { type FilterSearch, withoutDefaults } from '../filter.ts'
import classes from './ListPane.module.css'
import { Dialog } from '../../../ui/Dialog.tsx'

interface Props {
  search: FilterSearch
  onClose(): void
}

/** Keeps the present filter under a name. */
export default function SaveViewDialog({ search, onClose }: Props) {
  const { t } = useTranslation('inbox')
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)

  const save = async (name: string, shared: boolean) => {
    setBusy(true)
    try {
      const { saved: _saved, message: _message, ...filter } = search
      const view = await call('desk.createView', { body: { name, shared, filter: filter as never } })
      queryClient.setQueryData(viewsQuery.queryKey, (old) => [...(old ?? []), view])
      onClose()
      say(t('save.done', { name }))
      await navigate({ to: '.', search: { ...withoutDefaults(view.filter), saved: view.id } as never })
    } catch (error) {
      sayProblem(error)
      setBusy(false)
    }
  }
  return (
    <Dialog onClose={onClose} title={t('save.label')} size={380}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          const name = data.get('name')
          if (typeof name === 'string' && name.trim()) void save(name.trim(), data.has('shared'))
        }}
      >
        <TextInput
          name="name"
          label={t('save.name')}
          maxLength={80}
          required
          withAsterisk={false}
          data-autofocus
        />
        <Checkbox name="shared" size="xs" label={t('save.shared')} />
        <Button type="submit" loading={busy}>
          {t('save.submit')}
        </Button>
      </form>
    </Dialog>
  )
}
