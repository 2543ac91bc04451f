import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { importMappingQuery, importQuery } from '../../../api/reads/imports.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import classes from './Imports.module.css'
import { Issues } from './Issues.tsx'
import { Meanings } from './Meanings.tsx'
import type { Import } from './sources.ts'
import { Summary } from './Summary.tsx'
import { type Meaning, useMapping } from './use-mapping.ts'

function Decide({ row, meaning }: { row: Import; meaning: Meaning }) {
  const { t, i18n } = useTranslation('imports')
  const cache = useQueryClient()
  const work = useMapping(row.id, meaning.mapping)
  const [asking, setAsking] = useState(false)
  const make = async () => {
    await work.settled()
    await call('imports.makeImport', { params: { importId: row.id } })
    await cache.invalidateQueries({ queryKey: importQuery(row.id).queryKey })
  }
  const fresh = (row.counts.talks ?? 0) - (row.counts.talksFound ?? 0)
  return (
    <>
      <Summary row={row} of="found" />
      <Issues row={row} />
      <Meanings meaning={meaning} work={work} />
      <div className={classes.buttons}>
        <Button onClick={() => setAsking(true)}>{t('make')}</Button>
      </div>
      {asking ? (
        <AskDialog
          title={t('makeAsk', { n: fresh.toLocaleString(i18n.language) })}
          action={t('make')}
          done={t('begun')}
          danger={false}
          run={make}
          onClose={() => setAsking(false)}
        >
          {t('makeText')}
        </AskDialog>
      ) : null}
    </>
  )
}

/** What was read and would be made: looked at, translated, and decided on. */
export function Ready({ row }: { row: Import }) {
  const query = useQuery(importMappingQuery(row.id))
  return <Loaded query={query}>{(meaning) => <Decide row={row} meaning={meaning} />}</Loaded>
}
