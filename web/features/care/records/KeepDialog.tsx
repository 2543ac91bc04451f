import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Harassment } from '../../../api/reads/harassment.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { ChooseMessages } from '../harassment/ChooseMessages.tsx'
import classes from '../harassment/Harassment.module.css'

interface Props {
  record: Harassment
  onKept(): Promise<unknown>
  onClose(): void
}

/** Keeps more messages of the conversation as evidence. */
export default function KeepDialog({ record, onKept, onClose }: Props) {
  const { t } = useTranslation('harassment')
  const form = useForm({
    saved: { messageIds: [] as string[] },
    check: ({ messageIds }) => ({ messageIds: messageIds.length === 0 ? t('wrong.messages') : undefined }),
    save: async ({ messageIds }) => {
      await call('care.keepEvidence', { params: { harassmentId: record.id }, body: { messageIds } })
      await onKept()
    },
  })
  return (
    <DialogForm
      title={t('evidence.add')}
      submit={t('evidence.keep')}
      done={t('evidence.kept')}
      form={form}
      width={640}
      onClose={onClose}
    >
      <ChooseMessages
        conversationId={record.conversationId}
        chosen={form.draft.messageIds}
        onChange={(messageIds) => form.set({ messageIds })}
      />
      {form.errorOf('messageIds') ? (
        <p className={classes.error} role="alert">
          {form.errorOf('messageIds')}
        </p>
      ) : null}
    </DialogForm>
  )
}
