import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { messageFileAddress, messageSourceQuery } from '../../../api/reads/message-source.ts'
import { useMay } from '../../../app/me.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { fileSize } from '../../../ui/files/size.ts'
import classes from './SourceDialog.module.css'

/** Has the message read anew, for those who look after what came in wrong. */
function ReadAgain({ messageId, onDone }: { messageId: string; onDone(): void }) {
  const { t } = useTranslation('inbox')
  const may = useMay()
  const [busy, setBusy] = useState(false)
  if (!may('intake.retry')) return null
  const run = () => {
    setBusy(true)
    call('intake.rereadMessage', { params: { messageId }, body: {} })
      .then(() => {
        say(t('source.reread.done'))
        onDone()
      }, sayProblem)
      .finally(() => setBusy(false))
  }
  return (
    <Button variant="default" loading={busy} title={t('source.reread.hint')} onClick={run}>
      {t('source.reread.act')}
    </Button>
  )
}

/** The mail that a message came as. Always text: whatever it holds, nothing of it is shown as a page. */
export default function SourceDialog({ messageId, onClose }: { messageId: string; onClose(): void }) {
  const { t, i18n } = useTranslation('inbox')
  const problemText = useProblemText()
  const { data, error } = useQuery(messageSourceQuery(messageId))
  return (
    <Dialog title={t('source.title')} size={860} onClose={onClose}>
      {error ? <p role="alert">{problemText(error)}</p> : null}
      {data ? (
        <>
          <pre className={classes.source} tabIndex={0} aria-label={t('source.title')}>
            {data.text}
          </pre>
          <div className={classes.foot}>
            <span className={classes.size}>
              {fileSize(data.size, i18n.language)}
              {data.cut ? ` · ${t('source.cut')}` : ''}
            </span>
            <ReadAgain messageId={messageId} onDone={onClose} />
            <Button
              component="a"
              variant="default"
              href={messageFileAddress(messageId)}
              download
              leftSection={<Download size={15} aria-hidden="true" />}
            >
              {t('source.download')}
            </Button>
          </div>
        </>
      ) : null}
    </Dialog>
  )
}
