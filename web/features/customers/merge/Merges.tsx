import { useQuery } from '@tanstack/react-query'
import { Ban, Merge } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mergesQuery, pairsQuery } from '../../../api/reads/customer-merges.ts'
import type { Output } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Merges.module.css'
import { useMergeWork } from './use-merge-work.ts'

type Merged = Output<'customers.listMerges'>[number]

/** Who merged, when, and what stands here by it. */
function Detail({ merge }: { merge: Merged }) {
  const { t } = useTranslation('merge')
  const { actor, at, moved, left } = merge
  const parts = [
    ...(moved.addresses > 0 ? [t('customers.addressesCount', { count: moved.addresses })] : []),
    ...(moved.notes > 0 ? [t('customers.notesCount', { count: moved.notes })] : []),
    ...(moved.conversations > 0 ? [t('customers.conversationsCount', { count: moved.conversations })] : []),
    ...(left > 0 ? [t('customers.left', { count: left })] : []),
  ]
  return (
    <span className={classes.detail}>
      <span>
        {actor.kind === 'agent' ? t('customers.by', { name: actor.name }) : t('customers.automatic')} ·{' '}
        <Time at={at} form="day" />
      </span>
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </span>
  )
}

/** Merges that stand, to be undone however old they are, and who is never to be merged. */
export function Merges({ customerId }: { customerId: string }) {
  const { t } = useTranslation('merge')
  const may = useMay()('customers.merge')
  const { undo, allow } = useMergeWork()
  const [asked, setAsked] = useState<Merged>()
  const [busy, setBusy] = useState(false)
  const merges = (useQuery(mergesQuery(customerId)).data ?? []).filter(({ undoneAt }) => !undoneAt)
  const pairs = useQuery({ ...pairsQuery(customerId), enabled: may }).data ?? []
  const locked = pairs.filter(({ state }) => state === 'never')
  if (merges.length === 0 && locked.length === 0) return null
  const take = ({ id, merged }: Merged) => {
    setBusy(true)
    undo(id, merged)
      .catch(sayProblem)
      .finally(() => {
        setBusy(false)
        setAsked(undefined)
      })
  }
  return (
    <div className={classes.box}>
      <Rows label={t('customers.list')}>
        {merges.map((merge) => (
          <Row
            key={merge.id}
            sign={<Merge size={16} aria-hidden="true" />}
            title={t('customers.listText', { name: merge.merged.name })}
            detail={<Detail merge={merge} />}
          >
            {merge.mayUndo ? (
              <SmallButton
                aria-label={t('customers.undoOf', { name: merge.merged.name })}
                onClick={() => setAsked(merge)}
              >
                {t('customers.undo')}
              </SmallButton>
            ) : null}
          </Row>
        ))}
        {locked.map(({ customer }) => (
          <Row
            key={customer.id}
            sign={<Ban size={16} aria-hidden="true" />}
            title={
              <span className={classes.locked}>{t('customers.neverText', { name: customer.name })}</span>
            }
            detail={<PlainLink href={`/customers/${customer.id}`}>{t('customers.seeOther')}</PlainLink>}
          >
            <SmallButton onClick={() => void allow(customerId, customer).catch(sayProblem)}>
              {t('customers.allow')}
            </SmallButton>
          </Row>
        ))}
      </Rows>
      {asked ? (
        <AskFirst
          title={t('customers.undoTitle', { name: asked.merged.name })}
          action={t('customers.undo')}
          busy={busy}
          onYes={() => take(asked)}
          onClose={() => setAsked(undefined)}
        >
          {t('customers.undoText', { name: asked.merged.name })}
        </AskFirst>
      ) : null}
    </div>
  )
}
