import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { EscalationType, Partner } from '../../../api/reads/asides.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'

interface Props {
  type: EscalationType | undefined
  partners: readonly Partner[]
  onClose(): void
}

const hoursIn = (typed: string): number | null | undefined => {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return null
  const hours = Number(text)
  return Number.isInteger(hours) && hours >= 1 && hours <= 8760 ? hours : undefined
}

/** Adds a kind of escalation, or changes it. */
export function TypeDialog({ type, partners, onClose }: Props) {
  const { t } = useTranslation('partners')
  const cache = useQueryClient()
  const form = useForm({
    saved: {
      name: type?.name ?? '',
      partnerId: type?.partnerId ?? '',
      dueHours: type?.dueHours ? String(type.dueHours) : '',
    },
    check: ({ name, dueHours }) => ({
      name: name.trim() === '' ? t('settings:wrong.empty') : undefined,
      dueHours: hoursIn(dueHours) === undefined ? t('wrongDue') : undefined,
    }),
    save: async ({ name, partnerId, dueHours }) => {
      const body = { name: name.trim(), partnerId: partnerId || null, dueHours: hoursIn(dueHours) ?? null }
      if (type) await call('teamwork.updateEscalationType', { params: { typeId: type.id }, body })
      else await call('teamwork.createEscalationType', { body })
      await cache.invalidateQueries({ queryKey: ['partners'] })
    },
  })
  return (
    <DialogForm
      title={t(type ? 'changeType' : 'addType')}
      submit={type ? t('app:form.save') : t('settings:make')}
      form={form}
      onClose={onClose}
    >
      <TextInput
        label={t('typeName')}
        placeholder={t('typeNameHint')}
        maxLength={100}
        data-autofocus
        {...form.text('name')}
      />
      <NativeSelect
        label={t('goesTo')}
        data={[
          { value: '', label: t('noPartner') },
          ...partners
            .filter(({ kind }) => kind === 'department' || kind === 'other')
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...form.text('partnerId')}
      />
      <TextInput
        label={t('dueHours')}
        description={t('dueHint')}
        inputMode="numeric"
        {...form.text('dueHours')}
      />
    </DialogForm>
  )
}
