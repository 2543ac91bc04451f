import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { variablesQuery } from '../../../api/reads/templates.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import type { Output } from '../../../api/types.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import classes from './Editor.module.css'
import { placeholder } from './placeholder.ts'

interface Props {
  onInsert(text: string): void
  onClose(): void
}

function Choose({ known, onInsert, onClose }: Props & { known: Output<'templates.listVariables'> }) {
  const { t, i18n } = useTranslation('templates')
  const words = (title: { en: string; ja: string }) => inLanguage(title, i18n.language)
  const form = useForm({
    saved: { name: known.variables[0]?.name ?? '', filter: '', argument: '', fallBack: '' },
    check: ({ fallBack }) => ({
      fallBack: /[{}｛｝|｜]/.test(fallBack) ? t('insert.wrongFallBack') : undefined,
    }),
    save: async ({ name, ...way }) => onInsert(placeholder(name, way)),
  })
  const { name, filter } = form.draft
  const variable = known.variables.find((one) => one.name === name)
  const filters = known.filters.filter(({ takes }) => variable && takes.includes(variable.kind))
  const example = filters.find((one) => one.name === filter)?.argument
  const abouts = [...new Set(known.variables.map(({ about }) => about))]
  return (
    <DialogForm
      title={t('text.insert')}
      submit={t('insert.put')}
      done={t('insert.done')}
      form={form}
      onClose={onClose}
    >
      <NativeSelect
        label={t('insert.variable')}
        data-autofocus
        value={name}
        onChange={({ currentTarget: { value } }) => form.set({ name: value, filter: '', argument: '' })}
        data={abouts.map((about) => ({
          group: t(`about.${about as 'customer'}`),
          items: known.variables
            .filter((one) => one.about === about)
            .map((one) => ({ value: one.name, label: words(one.title) })),
        }))}
      />
      {filters.length > 0 ? (
        <NativeSelect
          label={t('insert.filter')}
          value={filter}
          onChange={({ currentTarget: { value } }) =>
            form.set({
              filter: value,
              argument: filters.find((one) => one.name === value)?.argument ?? '',
            })
          }
          data={[
            { value: '', label: t('insert.asItIs') },
            ...filters.map((one) => ({ value: one.name, label: words(one.title) })),
          ]}
        />
      ) : null}
      {example ? (
        <TextInput
          label={t('insert.argument')}
          description={t('insert.argumentHint', { example })}
          {...form.text('argument')}
        />
      ) : null}
      <TextInput
        label={t('insert.fallBack')}
        description={t(variable?.always ? 'insert.always' : 'insert.fallBackHint')}
        maxLength={200}
        {...form.text('fallBack')}
      />
      <p className={classes.result}>
        <code>{placeholder(name, form.draft)}</code>
      </p>
    </DialogForm>
  )
}

/** Asks which value is put into a text, how it is written, and what stands there where there is none. */
export function InsertVariable({ onInsert, onClose }: Props) {
  const { t } = useTranslation('templates')
  const query = useQuery(variablesQuery)
  if (query.data) return <Choose known={query.data} onInsert={onInsert} onClose={onClose} />
  return (
    <Dialog title={t('text.insert')} onClose={onClose}>
      <Loaded query={query}>{() => null}</Loaded>
    </Dialog>
  )
}
