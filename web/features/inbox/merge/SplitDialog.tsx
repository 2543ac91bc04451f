import '../../../ui/styles/fields.ts'
import { TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import type { Message } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import classes from './Merge.module.css'
import { fromOn } from './split-from.ts'
import { useLinkWork } from './use-link-work.ts'

interface Props {
  message: Message
  what: 'one' | 'fromHere'
  onClose(): void
}

/** Puts a message, or everything from it on, into a conversation of its own. */
export default function SplitDialog({ message, what, onClose }: Props) {
  const { t } = useTranslation('merge')
  const { split } = useLinkWork()
  const { id, conversationId } = message
  const talk = useInfiniteQuery(messagesQuery(conversationId)).data
  const { going, others } = fromOn(talk?.pages.flatMap(({ messages }) => messages) ?? [], message)
  const form = useForm({
    saved: { subject: message.subject ?? '' },
    async save({ subject }) {
      const given = subject.trim()
      const linked = await call('conversations.splitConversation', {
        params: { conversationId },
        body: {
          ...(what === 'one' ? { messageIds: [id] } : { fromMessageId: id }),
          ...(given === '' ? {} : { subject: given }),
        },
      })
      onClose()
      split(linked, conversationId)
    },
  })
  return (
    <DialogForm
      stays
      title={t('conversations.split.title')}
      submit={t('conversations.split.submit')}
      form={form}
      onClose={onClose}
    >
      <p className={classes.lead}>
        {what === 'one' ? t('conversations.split.one') : t('conversations.split.fromHere', { count: going })}
        {what === 'fromHere' && others ? t('conversations.split.othersStay') : null}
      </p>
      <TextInput
        data-autofocus
        label={t('conversations.split.subject')}
        description={t('conversations.split.subjectHint')}
        maxLength={500}
        {...form.text('subject')}
      />
    </DialogForm>
  )
}
