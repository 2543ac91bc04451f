import '../../../ui/styles/fields.ts'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import {
  type Aside,
  type EscalationType,
  escalationTypesQuery,
  type Partner,
  partnersQuery,
} from '../../../api/reads/asides.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { MomentField } from '../../../app/form/MomentField.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useMay } from '../../../app/me.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import classes from './Asides.module.css'
import { type Chosen, FilesField } from './FilesField.tsx'
import { peopleIn, peopleText } from '../../../app/shared/people-text.ts'

interface Props {
  kind: Aside['kind']
  conversationId: string
  onAsked(aside: Aside): void
  onClose(): void
}

const hourMs = 3_600_000

const empty = {
  typeId: '',
  partnerId: '',
  people: '',
  subject: '',
  text: '',
  dueAt: undefined as string | undefined,
  files: [] as Chosen[],
}
type Draft = typeof empty

function useAsideForm({ kind, conversationId, onAsked }: Props) {
  const { t } = useTranslation('asides')
  return useForm<Draft>({
    saved: empty,
    check: ({ partnerId, people, subject, text, dueAt }) => {
      const read = peopleIn(people)
      return {
        people:
          read === undefined
            ? t('form.wrongPeople')
            : read.length === 0 && (kind === 'side' || partnerId === '')
              ? t('form.nobody')
              : undefined,
        subject: subject.trim() === '' ? t('form.noSubject') : undefined,
        text: text.trim() === '' ? t('form.empty') : undefined,
        dueAt: dueAt !== undefined && Date.parse(dueAt) <= Date.now() ? t('form.past') : undefined,
      }
    },
    save: async ({ typeId, partnerId, people, subject, text, dueAt, files }) =>
      onAsked(
        await call('teamwork.startAside', {
          params: { conversationId },
          body: {
            kind,
            typeId: typeId || null,
            partnerId: partnerId || null,
            people: peopleIn(people) ?? [],
            subject: subject.trim(),
            text,
            dueAt: dueAt ?? null,
            attachmentIds: files.map(({ id }) => id),
          },
        }),
      ),
  })
}

type AsideForm = ReturnType<typeof useAsideForm>

function Due({ form }: { form: AsideForm }) {
  const { t } = useTranslation('asides')
  return (
    <fieldset className={classes.filesField}>
      <legend>{t('form.due')}</legend>
      <div className={classes.moment}>
        <MomentField
          labels={{ day: t('form.day'), time: t('form.time') }}
          value={form.draft.dueAt}
          usual="18:00"
          onChange={(dueAt) => form.set({ dueAt })}
        />
      </div>
      {form.errorOf('dueAt') ? (
        <p className={classes.wrong} role="alert">
          {form.errorOf('dueAt')}
        </p>
      ) : null}
    </fieldset>
  )
}

/** What a choice brings along, unless it was typed already: whom it goes to, what it is about, until when. */
const broughtBy = (draft: Draft, type: EscalationType | undefined, partner: Partner | undefined) => ({
  ...(type && draft.subject.trim() === '' ? { subject: type.name } : {}),
  ...(type?.dueHours ? { dueAt: new Date(Date.now() + type.dueHours * hourMs).toISOString() } : {}),
  ...(partner ? { partnerId: partner.id, people: peopleText(partner.people) } : {}),
})

/** Asks another department, or a supplier or carrier, about a conversation. */
export default function AsideDialog(props: Props) {
  const { kind, conversationId, onClose } = props
  const { t } = useTranslation('asides')
  const may = useMay()
  const types = useQuery(escalationTypesQuery).data ?? []
  const isEscalation = kind === 'escalation'
  const partners = (useQuery(partnersQuery).data ?? []).filter(
    (one) => (one.kind === 'department') === isEscalation || one.kind === 'other',
  )
  const form = useAsideForm(props)
  const { draft } = form
  const partnerOf = (id: string | null) => partners.find((one) => one.id === id)
  return (
    <DialogForm
      title={t(`ask.${kind}`)}
      submit={t('form.send')}
      done={t('form.sent')}
      form={form}
      width={620}
      onClose={onClose}
    >
      <p className={classes.lead}>{t(`lead.${kind}`)}</p>
      {isEscalation && types.length > 0 ? (
        <NativeSelect
          label={t('form.type')}
          value={draft.typeId}
          data={[
            { value: '', label: t('form.noType') },
            ...types.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            const type = types.find(({ id }) => id === value)
            form.set({ typeId: value, ...broughtBy(draft, type, partnerOf(type?.partnerId ?? null)) })
          }}
        />
      ) : null}
      <NativeSelect
        label={t(`form.partner.${kind}`)}
        value={draft.partnerId}
        data={[
          { value: '', label: t('form.noPartner') },
          ...partners.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          form.set({ partnerId: value, ...broughtBy(draft, undefined, partnerOf(value)) })
        }
      />
      {partners.length === 0 && may('partners.write') ? (
        <p className={classes.lead}>
          {t('form.partnersHint')} <PlainLink href="/settings/partners">{t('form.partnersLink')}</PlainLink>
        </p>
      ) : null}
      <TextInput
        label={t('form.people')}
        description={t(isEscalation ? 'form.peopleOrLink' : 'form.peopleHint')}
        maxLength={2000}
        {...form.text('people')}
      />
      <TextInput label={t('form.subject')} maxLength={300} {...form.text('subject')} />
      <Textarea
        label={t(`form.words.${kind}`)}
        autosize
        minRows={6}
        maxRows={16}
        maxLength={20_000}
        {...form.text('text')}
      />
      <FilesField
        conversationId={conversationId}
        value={draft.files}
        onChange={(files) => form.set({ files })}
      />
      <Due form={form} />
    </DialogForm>
  )
}
