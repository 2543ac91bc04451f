import { Button, Checkbox, Group, Popover, Stack, TextInput, UnstyledButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { viewsQuery } from '../../../api/reads/desk.ts'
import { say, sayProblem } from '../../../app/notices/notices.tsx'
import { type FilterSearch, withoutDefaults } from '../filter.ts'
import classes from './ListPane.module.css'

/** Keeps the present filter under a name. */
export function SaveView({ search }: { search: FilterSearch }) {
  const { t } = useTranslation('inbox')
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [busy, setBusy] = useState(false)

  const save = async (name: string, shared: boolean) => {
    setBusy(true)
    try {
      const { saved: _, ...filter } = search
      const view = await call('desk.createView', { body: { name, shared, filter: filter as never } })
      queryClient.setQueryData(viewsQuery.queryKey, (old) => [...(old ?? []), view])
      setOpened(false)
      say(t('save.done', { name }))
      await navigate({ to: '.', search: { ...withoutDefaults(view.filter), saved: view.id } as never })
    } catch (error) {
      sayProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus returnFocus width={280} position="bottom-start">
      <Popover.Target>
        <UnstyledButton type="button" className={classes.save} onClick={() => setOpened(!opened)}>
          {t('save.label')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const data = new FormData(event.currentTarget)
            const name = data.get('name')
            if (typeof name === 'string' && name.trim()) void save(name.trim(), data.has('shared'))
          }}
        >
          <Stack gap="sm">
            <TextInput
              name="name"
              label={t('save.name')}
              maxLength={80}
              required
              withAsterisk={false}
              data-autofocus
            />
            <Checkbox name="shared" size="xs" label={t('save.shared')} />
            <Group justify="flex-end">
              <Button type="submit" size="xs" loading={busy}>
                {t('save.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
