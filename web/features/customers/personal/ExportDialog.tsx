import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { customerExportsQuery, exportFileAddress } from '../../../api/reads/keeping.ts'
import type { Output } from '../../../api/types.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { fileSize } from '../../../ui/files/size.ts'
import { languages } from '../../../ui/languages.ts'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Data.module.css'

type Export = Output<'keeping.listExports'>[number]

function Line({ one }: { one: Export }) {
  const { t, i18n } = useTranslation('keeping')
  const { id, state, failure, notes, askedAt, askedBy, until, total, done, size } = one
  return (
    <Row
      title={<Time at={askedAt} form="day" />}
      detail={
        state === 'done' ? (
          <span>
            {t('export.by', { name: askedBy })} ·{notes ? ` ${t('export.withNotes')} ·` : ''}{' '}
            {fileSize(size, i18n.language)} · {t(until === null ? 'export.stays' : 'export.until')}{' '}
            {until !== null && <Time at={until} form="day" />}
          </span>
        ) : state === 'failed' ? (
          t(failure === 'stopped' ? 'export.stopped' : 'export.failed')
        ) : (
          <span role="status">{t('export.running', { done, total })}</span>
        )
      }
    >
      {state === 'done' ? (
        <Button
          component="a"
          size="compact-sm"
          variant="default"
          href={exportFileAddress(id)}
          download
          leftSection={<Download size={15} aria-hidden="true" />}
        >
          {t('export.download')}
        </Button>
      ) : state === 'failed' ? null : (
        <progress
          className={classes.bar}
          max={Math.max(total, 1)}
          value={done}
          aria-label={t('export.making')}
        />
      )}
    </Row>
  )
}

/** Has a customer's data put into a file, and gives it out once it is there. */
export default function ExportDialog({ customer, onClose }: { customer: { id: string }; onClose(): void }) {
  const { t, i18n } = useTranslation('keeping')
  const textOf = useProblemText()
  const cache = useQueryClient()
  const query = useQuery(customerExportsQuery(customer.id))
  const [language, setLanguage] = useState<'ja' | 'en'>(i18n.language === 'ja' ? 'ja' : 'en')
  const [notes, setNotes] = useState(false)
  const start = useMutation({
    mutationFn: () =>
      call('keeping.startExport', { params: { customerId: customer.id }, body: { language, notes } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: customerExportsQuery(customer.id).queryKey }),
  })
  const files = query.data ?? []
  return (
    <Dialog title={t('export.title')} size={520} onClose={onClose}>
      <div className={classes.body}>
        <div className={classes.text}>
          <p>{t('export.what')}</p>
        </div>
        <NativeSelect
          label={t('export.language')}
          data={[...languages]}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value === 'ja' ? 'ja' : 'en')}
        />
        <Checkbox
          label={t('export.notes')}
          description={t('export.notesHint')}
          checked={notes}
          onChange={(event) => setNotes(event.currentTarget.checked)}
        />
        <div className={classes.actions}>
          <Button loading={start.isPending} onClick={() => start.mutate()} data-autofocus>
            {t('export.action')}
          </Button>
        </div>
        {(start.error ?? query.error) ? <p role="alert">{textOf(start.error ?? query.error)}</p> : null}
        {files.length > 0 ? (
          <Rows label={t('export.files')}>
            {files.map((one) => (
              <Line key={one.id} one={one} />
            ))}
          </Rows>
        ) : null}
      </div>
    </Dialog>
  )
}
