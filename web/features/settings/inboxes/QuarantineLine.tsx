import { Button } from '@mantine/core'
import { RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Output } from '../../../api/types.ts'
import { sayDone, sayProblem } from '../../../app/notices/notices.ts'
import { ArrivalActs } from './health/ArrivalActs.tsx'
import { Facts, Headline } from './health/Glance.tsx'
import classes from './Quarantine.module.css'
import { useQuarantineWork } from './use-quarantine-work.ts'

type Item = Output<'intake.listQuarantine'>['items'][number]

function Acts({ item, dismissed }: { item: Item; dismissed: boolean }) {
  const { t } = useTranslation('quarantine')
  const { busy, run } = useQuarantineWork()
  const request = { params: { arrivalId: item.id }, body: {} }
  const putBack = () => call('intake.restoreDismissed', request)
  const dismiss = async () => {
    await call('intake.dismissQuarantined', request)
    sayDone({
      id: `dismiss ${item.id}`,
      text: t('dismissed'),
      seconds: 10,
      undo: () => void putBack().catch(sayProblem),
    })
  }
  if (dismissed)
    return item.kept === 'nothing' ? null : (
      <Button variant="default" size="xs" loading={busy} onClick={() => run(putBack(), t('restored'))}>
        {t('restore')}
      </Button>
    )
  return (
    <>
      <Button variant="subtle" color="gray" size="xs" disabled={busy} onClick={() => run(dismiss())}>
        {t('dismiss')}
      </Button>
      {item.kept === 'nothing' ? null : (
        <Button
          variant="default"
          size="xs"
          loading={busy}
          leftSection={<RotateCw size={14} />}
          onClick={() => run(call('intake.retryQuarantined', request), t('retried'))}
        >
          {t('retry')}
        </Button>
      )}
    </>
  )
}

/** Something that could not be taken over: why, and what can be done about it. */
export function QuarantineLine({ item, dismissed }: { item: Item; dismissed: boolean }) {
  const { t } = useTranslation('quarantine')
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <Headline item={item} />
        <p className={classes.cause}>{t(`cause.${item.cause}`)}</p>
        {item.detail ? (
          <p className={classes.detail} lang="en">
            {item.detail}
          </p>
        ) : null}
        <p className={classes.facts}>
          <Facts item={item} />
          <span>{t('attempts', { count: item.attempts })}</span>
        </p>
      </div>
      <div className={classes.acts}>
        {item.kept === 'nothing' ? null : <ArrivalActs arrivalId={item.id} />}
        <Acts item={item} dismissed={dismissed} />
      </div>
    </li>
  )
}
