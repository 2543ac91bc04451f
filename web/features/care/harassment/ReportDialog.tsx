import '../../../ui/styles/fields.ts'
import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { HarassmentKind } from '../../../api/reads/harassment.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { ChooseMessages } from './ChooseMessages.tsx'
import classes from './Harassment.module.css'
import { KindsField } from './KindsField.tsx'

interface Props {
  conversationId: string
  onReported(): Promise<unknown>
  onClose(): void
}

/** Reports harassment: what it was, what happened, and what is kept of it. */
export default function ReportDialog({ conversationId, onReported, onClose }: Props) {
  const { t } = useTranslation('harassment')
  const form = useForm({
    saved: { kinds: [] as HarassmentKind[], summary: '', messageIds: [] as string[] },
    check: ({ kinds, summary }) => ({
      kinds: kinds.length === 0 ? t('wrong.kinds') : undefined,
      summary: summary.trim() === '' ? t('wrong.summary') : undefined,
    }),
    save: async (body) => {
      await call('care.reportHarassment', { params: { conversationId }, body })
      await onReported()
    },
  })
  return (
    <DialogForm
      title={t('report.title')}
      submit={t('report.submit')}
      done={t('report.done')}
      form={form}
      width={640}
      onClose={onClose}
    >
      <p className={classes.hint}>{t('report.lead')}</p>
      <KindsField
        kinds={form.draft.kinds}
        error={form.errorOf('kinds')}
        onChange={(kinds) => form.set({ kinds })}
      />
      <Textarea
        label={t('field.summary')}
        placeholder={t('report.summaryHint')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={5000}
        {...form.text('summary')}
      />
      <ChooseMessages
        conversationId={conversationId}
        chosen={form.draft.messageIds}
        onChange={(messageIds) => form.set({ messageIds })}
      />
    </DialogForm>
  )
}
