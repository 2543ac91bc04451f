import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Aside } from '../../../api/reads/asides.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { CopyField } from '../../../ui/CopyField.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Asides.module.css'

/** The link through which somebody answers without a seat, to be handed on by chat or phone. */
export default function LinkDialog({ aside, onClose }: { aside: Aside; onClose(): void }) {
  const { t } = useTranslation('asides')
  const cache = useQueryClient()
  const queryKey = ['aside-address', aside.id]
  const make = (renew: boolean) =>
    call('teamwork.makeAsideLink', { params: { asideId: aside.id }, body: { renew } })
  const query = useQuery({ queryKey, queryFn: () => make(false), staleTime: 0, gcTime: 0 })
  const renew = () => make(true).then((fresh) => cache.setQueryData(queryKey, fresh), sayProblem)
  return (
    <Dialog onClose={onClose} title={t('linkTitle', { name: aside.partner })} size={520}>
      <div className={classes.linkDialog}>
        <p>{t('linkLead')}</p>
        {query.isPending ? <SkeletonLines lines={2} /> : null}
        {query.isError ? <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} /> : null}
        {query.data ? (
          <>
            <CopyField label={t('linkAddress')} value={query.data.url} />
            <p className={classes.faint}>
              {t('linkUntil')} <Time at={query.data.until} form="day" />
            </p>
            <SmallButton onClick={() => void renew()}>{t('linkRenew')}</SmallButton>
            <p className={classes.faint}>{t('linkRenewHint')}</p>
          </>
        ) : null}
      </div>
    </Dialog>
  )
}
