import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pairsQuery } from '../../../api/reads/customer-merges.ts'
import type { Customer } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import classes from './Suggested.module.css'
import { useMergeWork, type Person } from './use-merge-work.ts'
import { useReason } from './use-reason.ts'

const MergeDialog = lazy(() => import('./MergeDialog.tsx'))

/** So many stand there before one asks for more. */
const few = 2

interface Props {
  customer: Person
  /** Everything of whom the customer was merged into. */
  onMerged(survivorId: string): void
}

function Pairs({ customer, onMerged }: Props) {
  const { t } = useTranslation('merge')
  const reasonOf = useReason()
  const { never } = useMergeWork()
  const [all, setAll] = useState(false)
  const [looked, setLooked] = useState<Customer>()
  const factsOf = ({ email, phone, conversationCount }: Customer) =>
    [email, phone, t('customers:inAll', { count: conversationCount })].filter((fact) => fact !== null)
  // One customer's page must not wait for it, nor fail with it.
  const open = (useQuery(pairsQuery(customer.id)).data ?? []).filter(({ state }) => state === 'open')
  const shown = all ? open : open.slice(0, few)
  return (
    <>
      {open.length > 0 ? (
        <section className={classes.card} aria-labelledby="suggested">
          <h2 id="suggested" className={classes.title}>
            <UsersRound size={15} aria-hidden="true" />
            {t('customers.maybe')}
          </h2>
          <ul>
            {shown.map((pair) => (
              <li key={pair.customer.id} className={classes.line}>
                <div className={classes.words}>
                  <PlainLink href={`/customers/${pair.customer.id}`} className={classes.name}>
                    {pair.customer.name}
                  </PlainLink>
                  <span className={classes.facts}>{factsOf(pair.customer).join(' · ')}</span>
                  <p className={classes.reason}>{reasonOf(pair)}</p>
                </div>
                <div className={classes.buttons}>
                  <SmallButton onClick={() => setLooked(pair.customer)}>{t('customers.look')}</SmallButton>
                  <SmallButton onClick={() => void never(customer.id, pair.customer).catch(sayProblem)}>
                    {t('customers.never')}
                  </SmallButton>
                </div>
              </li>
            ))}
          </ul>
          {open.length > shown.length ? (
            <button type="button" className={classes.more} onClick={() => setAll(true)}>
              {t('customers.more', { count: open.length - shown.length })}
            </button>
          ) : null}
        </section>
      ) : null}
      <Suspense>
        {looked ? (
          <MergeDialog
            customer={customer}
            other={looked}
            onMerged={onMerged}
            onClose={() => setLooked(undefined)}
          />
        ) : null}
      </Suspense>
    </>
  )
}

/** Who may be the same person as the customer, with the reason; nothing where nobody is, or one may not merge. */
export function Suggested(props: Props) {
  return useMay()('customers.merge') ? <Pairs {...props} /> : null
}
