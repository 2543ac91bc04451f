import { Button, NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { importColumnsQuery, importQuery } from '../../../api/reads/imports.ts'
import type { Output } from '../../../api/types.ts'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Section } from '../frame/Section.tsx'
import { Radios } from '../shared/Radios.tsx'
import classes from './Imports.module.css'
import type { Import } from './sources.ts'

type Table = Output<'imports.getImportColumns'>
type Field = NonNullable<NonNullable<Import['options']['columns']>[number]>

const FIELDS: readonly Field[] = [
  'id',
  'subject',
  'text',
  'at',
  'direction',
  'agent',
  'name',
  'kana',
  'mail',
  'phone',
  'language',
  'status',
  'priority',
  'tags',
  'team',
  'resolvedAt',
  'messageId',
  'attribute',
]

function Fields({ row, table }: { row: Import; table: Table }) {
  const { t } = useTranslation('imports')
  const cache = useQueryClient()
  const form = useForm({
    saved: {
      rows: row.options.rows ?? ('messages' as const),
      columns: table.columns.map(({ field }) => field ?? ''),
    },
    save: async ({ rows, columns }) => {
      const options = { rows, columns: columns.map((field) => (field === '' ? null : (field as Field))) }
      await call('imports.readImport', { params: { importId: row.id }, body: { options } })
      await cache.invalidateQueries({ queryKey: importQuery(row.id).queryKey })
    },
  })
  const choose = (at: number, field: string) =>
    form.set({ columns: form.draft.columns.map((one, place) => (place === at ? field : one)) })
  const choices = [
    { value: '', label: t('column.none') },
    ...FIELDS.map((field) => ({ value: field, label: t(`column.${field}`) })),
  ]
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Section title={t('rowsAre')}>
        <Radios
          label={t('rowsAre')}
          value={form.draft.rows}
          choices={[
            { value: 'messages', label: t('rows.messages') },
            { value: 'customers', label: t('rows.customers') },
          ]}
          onChange={(rows) => form.set({ rows })}
        />
      </Section>
      <Section title={t('columns')} lead={t('columnsLead', { encoding: table.encoding })} flush>
        <table className={classes.words}>
          <thead>
            <tr>
              <th scope="col">{t('inFile')}</th>
              <th scope="col">{t('means')}</th>
            </tr>
          </thead>
          <tbody>
            {table.columns.map(({ heading, samples }, at) => (
              // The place is what makes a column: headings may repeat.
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
              <tr key={at}>
                <td>
                  {heading || t('noHeading', { number: at + 1 })}
                  <span className={classes.sample}>{samples.filter((one) => one !== '').join(' / ')}</span>
                </td>
                <td>
                  <NativeSelect
                    aria-label={t('meansOf', { name: heading || String(at + 1) })}
                    data={choices}
                    value={form.draft.columns[at] ?? ''}
                    onChange={(event) => choose(at, event.currentTarget.value)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <div className={classes.buttons}>
        {form.problem ? (
          <p className={classes.problem} role="alert">
            {form.problem}
          </p>
        ) : null}
        <Button type="submit" loading={form.busy}>
          {t('read')}
        </Button>
      </div>
    </form>
  )
}

/** Asks what stands in the columns of a table. */
export function Columns({ row }: { row: Import }) {
  const query = useQuery(importColumnsQuery(row.id))
  return <Loaded query={query}>{(table) => <Fields row={row} table={table} />}</Loaded>
}
