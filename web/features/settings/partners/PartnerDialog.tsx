import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Partner } from '../../../api/reads/asides.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { peopleIn, peopleText } from '../../../app/shared/people-text.ts'

const kinds = ['department', 'supplier', 'carrier', 'other'] as const

/** Keeps somebody who is asked about conversations, or changes what is known of them. */
export function PartnerDialog({ partner, onClose }: { partner: Partner | undefined; onClose(): void }) {
  const { t } = useTranslation('partners')
  const cache = useQueryClient()
  const form = useForm({
    saved: {
      kind: partner?.kind ?? 'department',
      name: partner?.name ?? '',
      people: peopleText(partner?.people ?? []),
    },
    check: ({ name, people }) => ({
      name: name.trim() === '' ? t('settings:wrong.empty') : undefined,
      people: peopleIn(people) ? undefined : t('wrongPeople'),
    }),
    save: async ({ kind, name, people }) => {
      const body = { kind, name: name.trim(), people: peopleIn(people) ?? [] }
      if (partner) await call('teamwork.updatePartner', { params: { partnerId: partner.id }, body })
      else await call('teamwork.createPartner', { body })
      await cache.invalidateQueries({ queryKey: ['partners'] })
    },
  })
  return (
    <DialogForm
      title={t(partner ? 'change' : 'add')}
      submit={partner ? t('app:form.save') : t('settings:make')}
      form={form}
      width={520}
      onClose={onClose}
    >
      <TextInput label={t('name')} maxLength={100} data-autofocus {...form.text('name')} />
      <NativeSelect
        label={t('kindOf')}
        value={form.draft.kind}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          form.set({ kind: kinds.find((one) => one === value) ?? 'other' })
        }
      />
      <TextInput
        label={t('people')}
        description={t('peopleHint')}
        maxLength={2000}
        {...form.text('people')}
      />
    </DialogForm>
  )
}
