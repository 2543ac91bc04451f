import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { attributesQuery } from '../../../api/reads/customers.ts'
import type { AttributeDefinition } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { keyOf } from './key-of.ts'

const types = ['text', 'number', 'date', 'choice', 'boolean'] as const

interface Props {
  attribute: AttributeDefinition | undefined
  /** Every one that there is. */
  all: readonly AttributeDefinition[]
  onClose(): void
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Defines an attribute of customers, or changes it. Its kind stays: values were written as it. */
export function AttributeDialog({ attribute, all, onClose }: Props) {
  const { t } = useTranslation('settings')
  const cache = useQueryClient()
  const form = useForm({
    saved: {
      label: attribute?.label ?? '',
      type: attribute?.type ?? ('text' as AttributeDefinition['type']),
      choices: attribute?.choices.join('\n') ?? '',
    },
    check: ({ label, type, choices }) => ({
      label: label.trim() === '' ? t('wrong.empty') : undefined,
      choices: type === 'choice' && linesOf(choices).length === 0 ? t('wrong.noChoices') : undefined,
    }),
    save: async ({ label, type, choices }) => {
      const last = Math.max(-1, ...all.map(({ position }) => position))
      const keys = all.map(({ key }) => key)
      await call('customers.saveAttribute', {
        params: { key: attribute?.key ?? keyOf(label, keys) },
        body: { label, type, choices: linesOf(choices), position: attribute?.position ?? last + 1 },
      })
      await cache.invalidateQueries({ queryKey: attributesQuery.queryKey })
    },
  })
  return (
    <DialogForm
      title={attribute ? t('attributes.change') : t('attributes.new')}
      submit={attribute ? t('app:form.save') : t('make')}
      form={form}
      onClose={onClose}
    >
      <TextInput label={t('attributes.name')} maxLength={100} data-autofocus {...form.text('label')} />
      <NativeSelect
        label={t('attributes.type')}
        description={attribute ? t('attributes.typeFixed') : undefined}
        disabled={attribute !== undefined}
        data={types.map((value) => ({ value, label: t(`attributes.types.${value}`) }))}
        {...form.text('type')}
      />
      {form.draft.type === 'choice' ? (
        <Textarea
          label={t('attributes.choices')}
          description={t('attributes.choicesHint')}
          autosize={false}
          rows={6}
          {...form.text('choices')}
        />
      ) : null}
    </DialogForm>
  )
}
