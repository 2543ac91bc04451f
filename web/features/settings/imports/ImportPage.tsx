import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { importQuery, importsQuery, isBusy } from '../../../api/reads/imports.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { Columns } from './Columns.tsx'
import classes from './Imports.module.css'
import { Issues } from './Issues.tsx'
import { Progress } from './Progress.tsx'
import { Ready } from './Ready.tsx'
import { type Import, sourceName } from './sources.ts'
import { StatePill } from './StatePill.tsx'
import { Summary } from './Summary.tsx'
import { Upload } from './Upload.tsx'

function Working({ row }: { row: Import }) {
  const { t, i18n } = useTranslation('imports')
  const n = (value: number) => value.toLocaleString(i18n.language)
  return (
    <Section title={t(`working.${row.state}`)}>
      <Progress label={t(`working.${row.state}`)} done={row.done} total={row.total}>
        {row.state === 'reading'
          ? t('readingText')
          : t('workingText', { done: n(row.done), total: n(row.total) })}
      </Progress>
      <p className={classes.text}>{t('goesOn')}</p>
    </Section>
  )
}

/** True where anything was made by it. */
const hasMade = ({ counts }: Import): boolean => (counts.conversations ?? 0) + (counts.customers ?? 0) > 0

function Ended({ row }: { row: Import }) {
  const { t } = useTranslation('imports')
  return (
    <>
      {row.failure ? (
        <Section title={t('failed')}>
          <p role="alert">{t(`failure.${row.failure.code}`, { defaultValue: t('failure.error') })}</p>
          {row.failure.detail ? <p className={classes.text}>{row.failure.detail}</p> : null}
        </Section>
      ) : null}
      {row.state === 'done' || hasMade(row) ? (
        <Summary row={row} of={row.state === 'undone' ? 'taken' : 'made'} />
      ) : null}
      <Issues row={row} />
    </>
  )
}

const CANCEL: readonly Import['state'][] = ['uploading', 'columns', 'reading', 'ready', 'making']
const UNDO: readonly Import['state'][] = ['done', 'cancelled', 'failed']

/** What may be done with an import beside going on with it: each asks first. */
function Ways({ row }: { row: Import }) {
  const { t } = useTranslation('imports')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'cancel' | 'undo' | 'remove'>()
  const params = { importId: row.id }
  const made = hasMade(row)
  const run = {
    cancel: () => call('imports.cancelImport', { params }),
    undo: () => call('imports.undoImport', { params }),
    remove: () => call('imports.deleteImport', { params }),
  }
  const ways = [
    ...(CANCEL.includes(row.state) ? (['cancel'] as const) : []),
    ...(UNDO.includes(row.state) && made ? (['undo'] as const) : []),
    ...(row.state === 'undone' || (UNDO.includes(row.state) && !made) ? (['remove'] as const) : []),
  ]
  if (ways.length === 0) return null
  return (
    <Section title={t('ways')}>
      {ways.map((way) => (
        <Act key={way} title={t(`${way}.title`)} text={t(`${way}.text`)}>
          <Button variant="default" onClick={() => setAsking(way)}>
            {t(`${way}.action`)}
          </Button>
        </Act>
      ))}
      {asking ? (
        <AskDialog
          title={t(`${asking}.ask`)}
          action={t(`${asking}.action`)}
          done={t(`${asking}.done`)}
          run={async () => {
            await run[asking]()
            if (asking === 'remove') await navigate({ href: '/settings/imports' })
            await cache.invalidateQueries({ queryKey: importsQuery.queryKey })
          }}
          onClose={() => setAsking(undefined)}
        >
          {t(`${asking}.text`)}
        </AskDialog>
      ) : null}
    </Section>
  )
}

function Body({ row }: { row: Import }) {
  if (row.state === 'uploading') return <Upload row={row} />
  if (row.state === 'columns') return <Columns row={row} />
  if (row.state === 'ready') return <Ready row={row} />
  return isBusy(row) ? <Working row={row} /> : <Ended row={row} />
}

/** One import, wherever it is. */
export default function ImportPage() {
  const { t } = useTranslation('imports')
  const { importId } = useParams({ strict: false }) as { importId: string }
  const query = useQuery(importQuery(importId))
  return (
    <Page
      title={query.data?.fileName ?? t('app:settings.imports')}
      above={{ to: '/settings/imports', title: t('app:settings.imports') }}
      lead={
        query.data ? (
          <>
            {sourceName(query.data.source, t)} <StatePill state={query.data.state} />
          </>
        ) : null
      }
    >
      <Loaded query={query}>
        {(row) => (
          <>
            <Body key={`${row.id} ${row.state}`} row={row} />
            <Ways row={row} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
