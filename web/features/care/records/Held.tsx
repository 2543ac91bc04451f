import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { heldContactsQuery, heldSourceQuery } from '../../../api/reads/harassment.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { useMay } from '../../../app/me.ts'
import { useInboxes } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Record.module.css'

interface Props {
  harassmentId: string
  limitId: string
}

/** What a held message says, as it came. */
function Source({ arrivalId }: { arrivalId: string }) {
  const { t } = useTranslation('harassment')
  const [open, setOpen] = useState(false)
  return (
    <details className={classes.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('held.show')}</summary>
      {open ? <SourceText arrivalId={arrivalId} /> : null}
    </details>
  )
}

function SourceText({ arrivalId }: { arrivalId: string }) {
  const query = useQuery(heldSourceQuery(arrivalId))
  return <Loaded query={query}>{({ text }) => <pre className={classes.source}>{text}</pre>}</Loaded>
}

/** What came beyond a limit: why it is held, and the way to let it in. */
export default function Held({ harassmentId, limitId }: Props) {
  const { t } = useTranslation('harassment')
  const query = useQuery(heldContactsQuery(harassmentId, limitId))
  const inboxes = useInboxes()
  const reads = useMay()('intake.retry')
  const [busy, setBusy] = useState<string>()
  const release = async (arrivalId: string) => {
    setBusy(arrivalId)
    try {
      await call('care.releaseHeldContact', { params: { limitId, arrivalId }, body: {} })
      say(t('held.done'))
      await query.refetch()
    } catch (error) {
      sayProblem(error)
    }
    setBusy(undefined)
  }
  return (
    <Loaded query={query}>
      {(rows) =>
        rows.length === 0 ? (
          <p className={classes.faint}>{t('held.none')}</p>
        ) : (
          <ul aria-label={t('held.title')}>
            {rows.map(({ arrivalId, inboxId, at, heldFor, released }) => (
              <li key={arrivalId} className={classes.held}>
                <span>
                  <Time at={at} form="day" /> · {inboxes.get(inboxId)?.name ?? t('words:someone')} ·{' '}
                  {t(`held.for.${heldFor}`)}
                </span>
                {released ? (
                  <span className={classes.faint}>{t('held.released')}</span>
                ) : (
                  <SmallButton disabled={busy === arrivalId} onClick={() => void release(arrivalId)}>
                    {t('held.release')}
                  </SmallButton>
                )}
                {reads && !released ? <Source arrivalId={arrivalId} /> : null}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
