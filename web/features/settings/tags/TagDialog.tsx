import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { tagsQuery } from '../../../api/reads/directory.ts'
import type { Tag } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { ColourInput } from '../shared/ColourInput.tsx'

/** Makes a tag, or changes its name and colour. */
export function TagDialog({ tag, onClose }: { tag: Tag | undefined; onClose(): void }) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const form = useForm({
    saved: { name: tag?.name ?? '', colour: tag?.colour ?? '#868e96' },
    check: ({ name }) => ({ name: name.trim() === '' ? t('wrong.empty') : undefined }),
    save: async (draft, changes) => {
      if (tag) await call('conversations.updateTag', { params: { tagId: tag.id }, body: changes })
      else await call('conversations.createTag', { body: draft })
      await queryClient.invalidateQueries({ queryKey: tagsQuery.queryKey })
    },
  })
  return (
    <DialogForm
      title={tag ? t('tags.change') : t('tags.new')}
      submit={tag ? t('app:form.save') : t('make')}
      form={form}
      width={400}
      onClose={onClose}
    >
      <TextInput label={t('tags.name')} maxLength={60} data-autofocus {...form.text('name')} />
      <ColourInput
        label={t('colour')}
        value={form.draft.colour}
        onChange={(colour) => form.set({ colour })}
      />
    </DialogForm>
  )
}
