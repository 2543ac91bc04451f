import '../../../ui/styles/dialogs.ts'
import '../../../ui/styles/fields.ts'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'

interface Props {
  name: string
  save(name: string): Promise<unknown>
  onClose(): void
}

/** Gives a saved view another name. */
export default function RenameView({ name, save, onClose }: Props) {
  const { t } = useTranslation('inbox')
  const form = useForm({
    saved: { name },
    check: (draft) => ({ name: draft.name.trim() === '' ? t('views.nameMissing') : undefined }),
    save: (draft) => save(draft.name.trim()),
  })
  return (
    <DialogForm
      title={t('views.rename')}
      submit={t('app:form.save')}
      form={form}
      width={380}
      onClose={onClose}
    >
      <TextInput label={t('save.name')} maxLength={80} data-autofocus {...form.text('name')} />
    </DialogForm>
  )
}
