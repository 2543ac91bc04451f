import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { type Checklist, checklistsQuery } from '../../../api/reads/teamwork.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { ItemFields } from './ItemFields.tsx'
import { bodyOf, isDue, itemsOf } from './items.ts'

/** Keeps a checklist, or changes one. */
export function ChecklistDialog({ list, onClose }: { list: Checklist | undefined; onClose(): void }) {
  const { t } = useTranslation('checklists')
  const queryClient = useQueryClient()
  const form = useForm({
    saved: { name: list?.name ?? '', items: itemsOf(list) },
    check: ({ name, items }) => ({
      name: name.trim() === '' ? t('settings:wrong.empty') : undefined,
      items:
        bodyOf(name, items).items.length === 0
          ? t('noTasks')
          : items.every(({ dueHours }) => isDue(dueHours))
            ? undefined
            : t('wrongDue'),
    }),
    save: async ({ name, items }) => {
      const body = bodyOf(name, items)
      if (list) await call('teamwork.updateChecklist', { params: { checklistId: list.id }, body })
      else await call('teamwork.createChecklist', { body })
      await queryClient.invalidateQueries({ queryKey: checklistsQuery.queryKey })
    },
  })
  return (
    <DialogForm
      title={list ? t('change') : t('add')}
      submit={list ? t('app:form.save') : t('settings:make')}
      form={form}
      width={760}
      onClose={onClose}
    >
      <TextInput label={t('name')} maxLength={100} data-autofocus {...form.text('name')} />
      <ItemFields
        items={form.draft.items}
        error={form.errorOf('items')}
        onChange={(items) => form.set({ items })}
      />
    </DialogForm>
  )
}
