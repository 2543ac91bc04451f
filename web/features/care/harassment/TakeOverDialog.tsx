import '../../../ui/styles/fields.ts'
import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Harassment } from '../../../api/reads/harassment.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import classes from './Harassment.module.css'
import { useReadAgain } from './use-record-work.ts'

/** Takes the conversation from whoever has it, who is told. */
export default function TakeOverDialog({ record, onClose }: { record: Harassment; onClose(): void }) {
  const { t } = useTranslation('harassment')
  const readAgain = useReadAgain(record.conversationId)
  const form = useForm({
    saved: { words: '' },
    save: async (body) => {
      await call('care.takeOver', { params: { harassmentId: record.id }, body })
      await readAgain()
    },
  })
  return (
    <DialogForm
      title={t('takeOver.title')}
      submit={t('takeOver.label')}
      done={t('takeOver.done')}
      form={form}
      onClose={onClose}
    >
      <p className={classes.hint}>{t('takeOver.lead')}</p>
      <Textarea
        label={t('takeOver.words')}
        placeholder={t('takeOver.wordsHint')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={5000}
        data-autofocus
        {...form.text('words')}
      />
    </DialogForm>
  )
}
