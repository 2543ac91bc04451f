import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { customersQuery } from '../../../api/reads/customer-lists.ts'
import type { Customer } from '../../../api/types.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { Finder, Found } from '../../../app/shared/Finder.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import classes from './Merge.module.css'
import type { Person } from './use-merge-work.ts'

const most = 30

interface Props {
  customer: Person
  onPick(other: Customer): void
}

/** Finds the other one: by name, reading, address. Who has the same name is offered before one has typed. */
export function ChooseCustomer({ customer, onPick }: Props) {
  const { t } = useTranslation('merge')
  const textOf = useProblemText()
  const [q, setQ] = useState('')
  const query = useInfiniteQuery(customersQuery({ q: q === '' ? customer.name.slice(0, 200) : q }))
  const found = (query.data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => id !== customer.id)
  return (
    <>
      <p className={classes.lead}>{t('customers.chooseText', { name: customer.name })}</p>
      <Finder q={q} label={t('customers.choose')} onSearch={setQ}>
        {query.isPending ? <SkeletonLines lines={4} /> : null}
        {query.isError && !query.data ? (
          <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} />
        ) : null}
        {query.data && found.length === 0 && q !== '' ? (
          <p className={classes.nothing}>{t('customers.chooseNone')}</p>
        ) : null}
        <ul aria-busy={query.isPlaceholderData}>
          {found.slice(0, most).map((one) => (
            <Found key={one.id} onPick={() => onPick(one)}>
              <Avatar name={one.name} size={32} plain />
              <span className={classes.names}>
                <strong className={classes.name}>{one.name}</strong>
                <span className={classes.kana}>
                  {[one.kana, one.email, one.phone].filter(Boolean).join(' · ')}
                </span>
              </span>
              <span className={classes.count}>{t('customers:inAll', { count: one.conversationCount })}</span>
            </Found>
          ))}
        </ul>
      </Finder>
    </>
  )
}
