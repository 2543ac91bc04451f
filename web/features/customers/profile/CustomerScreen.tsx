import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { SquarePen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../../api/problem.ts'
import { customerQuery } from '../../../api/reads/customers.ts'
import type { CustomerDetail } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { BackLink } from '../../../app/shared/BackLink.tsx'
import { Attributes } from '../../../app/shared/customer/Attributes.tsx'
import { Notes } from '../../../app/shared/customer/Notes.tsx'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { CameFrom } from '../merge/CameFrom.tsx'
import { ProfileMenu } from '../merge/ProfileMenu.tsx'
import { Suggested } from '../merge/Suggested.tsx'
import { Addresses } from './Addresses.tsx'
import { Basics } from './Basics.tsx'
import { Contacts } from './Contacts.tsx'
import classes from './Profile.module.css'

interface HeadProps {
  customer: CustomerDetail
  onMerged(survivorId: string): void
}

function Head({ customer, onMerged }: HeadProps) {
  const { t } = useTranslation('customers')
  const may = useMay()('conversations.reply') && !customer.erased
  return (
    <header className={classes.head}>
      <Avatar name={customer.name} size={44} plain />
      <div className={classes.who}>
        <h1 className={classes.name}>{customer.name}</h1>
        <p className={classes.facts}>
          {customer.kana ? <span>{customer.kana}</span> : null}
          <span>{t('inAll', { count: customer.conversationCount })}</span>
          {customer.lastSeenAt && customer.conversationCount > 0 ? (
            <span>
              {t('column.seen')} <Time at={customer.lastSeenAt} form="day" />
            </span>
          ) : null}
        </p>
      </div>
      {may ? (
        <PlainLink href={`/new-message?customer=${customer.id}`} className={classes.write}>
          <SquarePen size={16} aria-hidden="true" />
          {t('app:newMessage')}
        </PlainLink>
      ) : null}
      <ProfileMenu customer={customer} onMerged={onMerged} />
    </header>
  )
}

/** One customer: who, how to reach them, what is known, what colleagues noted, and every contact of any channel. */
export function CustomerScreen() {
  const { t } = useTranslation('customers')
  const textOf = useProblemText()
  const { customerId } = useParams({ from: '/shell/customers/$customerId' })
  const { opened } = useSearch({ from: '/shell/customers/$customerId' })
  const navigate = useNavigate()
  const show = (survivorId: string) =>
    void navigate({ to: '/customers/$customerId', params: { customerId: survivorId }, replace: true })
  const { data: customer, isPending, error, refetch, isFetching } = useQuery(customerQuery(customerId))
  // What is not there, or not in sight, is not there the next time either.
  const gone = error !== null && asProblem(error).status === 404
  // Of one who was merged, the customer who survived comes back.
  if (customer && customer.id !== customerId)
    return (
      <Navigate
        to="/customers/$customerId"
        params={{ customerId: customer.id }}
        search={(now) => ({ ...now, opened: customerId })}
        replace
      />
    )
  return (
    <main className={classes.screen}>
      <BackLink href="/customers">{t('title')}</BackLink>
      {isPending ? <SkeletonLines lines={8} className={classes.loading} /> : null}
      {error && !customer ? (
        <ErrorState
          message={textOf(error)}
          busy={isFetching}
          {...(gone ? {} : { retry: () => void refetch() })}
        />
      ) : null}
      {customer ? (
        <>
          {opened ? <CameFrom customerId={customer.id} openedId={opened} /> : null}
          <Head customer={customer} onMerged={show} />
          <Suggested key={customer.id} customer={customer} onMerged={show} />
          <div className={classes.columns}>
            <div className={classes.about}>
              <h2 className="visually-hidden">{t('about')}</h2>
              <Basics key={customer.id} customer={customer} />
              <Addresses customer={customer} />
              <Attributes customer={customer} />
              <Section title={t('notes')}>
                <Notes customerId={customerId} />
              </Section>
            </div>
            <Contacts customerId={customerId} />
          </div>
        </>
      ) : null}
    </main>
  )
}
