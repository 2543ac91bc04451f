import '../../../ui/styles/fields.ts'
import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Aside } from '../../../api/reads/asides.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { FilesField, type Chosen } from './FilesField.tsx'
import { peopleIn, peopleText } from '../../../app/shared/people-text.ts'

interface Props {
  aside: Aside
  /** `note`: what they answered elsewhere. */
  as: 'write' | 'note'
  onWritten(aside: Aside): void
  onClose(): void
}

/** Writes once more to whoever was asked, or notes what they said on the phone. */
export default function WriteDialog({ aside, as, onWritten, onClose }: Props) {
  const { t } = useTranslation('asides')
  const isNote = as === 'note'
  const form = useForm({
    saved: { text: '', author: aside.partner, people: peopleText(aside.people), files: [] as Chosen[] },
    check: ({ text, author, people }) => ({
      text: text.trim() === '' ? t('form.empty') : undefined,
      author: isNote && author.trim() === '' ? t('form.noAuthor') : undefined,
      people: isNote || peopleIn(people) ? undefined : t('form.wrongPeople'),
    }),
    save: async ({ text, author, people, files }) => {
      const params = { asideId: aside.id }
      const body = { text, people: peopleIn(people) ?? [], attachmentIds: files.map(({ id }) => id) }
      onWritten(
        isNote
          ? await call('teamwork.noteAnswer', { params, body: { author, text } })
          : await call('teamwork.writeAside', { params, body }),
      )
    },
  })
  return (
    <DialogForm
      title={t(isNote ? 'noteTitle' : 'writeTitle', { name: aside.partner })}
      submit={t(isNote ? 'form.keep' : 'form.send')}
      done={t(isNote ? 'form.kept' : 'form.sent')}
      form={form}
      width={560}
      onClose={onClose}
    >
      {isNote ? (
        <TextInput label={t('form.author')} maxLength={100} {...form.text('author')} />
      ) : (
        <TextInput
          label={t('form.people')}
          description={t('form.peopleHint')}
          maxLength={2000}
          {...form.text('people')}
        />
      )}
      <Textarea
        label={t(isNote ? 'form.answer' : 'form.text')}
        autosize
        minRows={6}
        maxRows={16}
        maxLength={20_000}
        data-autofocus
        {...form.text('text')}
      />
      {isNote ? null : (
        <FilesField
          conversationId={aside.conversationId}
          value={form.draft.files}
          onChange={(files) => form.set({ files })}
        />
      )}
    </DialogForm>
  )
}
