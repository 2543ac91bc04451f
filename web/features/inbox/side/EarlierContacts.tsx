import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { rowsOf } from '../../../api/live/merge-list.ts'
import { defaultFilter, listQuery } from '../../../api/reads/conversations.ts'
import pieces from '../../../app/shared/customer/pieces.module.css'
import { addressWith, PlainLink } from '../../../app/shared/PlainLink.tsx'
import { StatusIcon } from '../../../app/shared/signs.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './SidePanel.module.css'

const most = 8

interface Props {
  customerId: string
  openId: string
}

/** The customer's other conversations, the newest first. */
export function EarlierContacts({ customerId, openId }: Props) {
  const { t } = useTranslation('inbox')
  const search = useSearch({ from: '/shell/inbox' })
  const query = useInfiniteQuery(listQuery({ ...defaultFilter, status: 'any', customerId }))
  if (query.isPending) return <SkeletonLines lines={2} />
  if (query.isError && !query.data) {
    return <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
  }
  const others = rowsOf(query.data).filter((row) => row.id !== openId)
  if (others.length === 0) return <p className={pieces.quiet}>{t('side.noEarlier')}</p>
  return (
    <>
      <ul>
        {others.slice(0, most).map((row) => (
          <li key={row.id}>
            <PlainLink
              href={addressWith(`/inbox/${row.id}`, search)}
              className={classes.contact}
              title={row.preview}
            >
              <span title={t(`words:status.${row.status}`)} style={{ display: 'flex' }}>
                <StatusIcon status={row.status} size={14} />
                <span className="visually-hidden">{t(`words:status.${row.status}`)}</span>
              </span>
              <span className={classes.contactName}>
                {row.subject || row.preview || t('words:noSubject')}
              </span>
              <Time at={row.lastActivityAt} className={classes.at} />
            </PlainLink>
          </li>
        ))}
      </ul>
      {others.length > most ? (
        <PlainLink href={addressWith('/inbox', { customerId, status: 'any' })} className={classes.contact}>
          {t('side.allEarlier')}
        </PlainLink>
      ) : null}
    </>
  )
}
