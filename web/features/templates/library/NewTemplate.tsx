import { Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { workspaceQuery } from '../../../api/reads/directory.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'

interface Props {
  /** The folder that one looks at. */
  folder: string
  onClose(): void
}

/** Begins an answer with its title and what it says, and opens it. */
export default function NewTemplate({ folder, onClose }: Props) {
  const { t } = useTranslation('templates')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const language = useQuery(workspaceQuery).data?.language ?? 'ja'
  const made = useRef('')
  const form = useForm({
    saved: { title: '', body: '' },
    check: ({ title, body }) => ({
      title: title.trim() === '' ? t('wrong.title') : undefined,
      body: body.trim() === '' ? t('wrong.body') : undefined,
    }),
    save: async ({ title, body }) => {
      const saved = await call('templates.createTemplate', {
        body: { title, folder, variants: [{ language, body }] },
      })
      made.current = saved.id
      void queryClient.invalidateQueries({ queryKey: ['templates'] })
    },
  })
  const close = () => {
    onClose()
    if (made.current !== '') void navigate({ href: `/templates/${made.current}` })
  }
  return (
    <DialogForm
      title={t('new.label')}
      submit={t('new.make')}
      done={t('new.made')}
      width={640}
      form={form}
      onClose={close}
    >
      <TextInput label={t('field.title')} maxLength={200} data-autofocus {...form.text('title')} />
      <Textarea
        label={t('field.body')}
        description={t('new.bodyHint')}
        autosize
        minRows={6}
        maxRows={16}
        maxLength={20_000}
        {...form.text('body')}
      />
    </DialogForm>
  )
}
