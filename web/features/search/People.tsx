import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../api/types.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Highlight } from '../../ui/Highlight.tsx'
import classes from './Search.module.css'

interface Props {
  people: Output<'desk.search'>['customers']
  chosen: string | undefined
}

/** Customers who were found; choosing one searches only among their conversations. */
export function People({ people, chosen }: Props) {
  const { t } = useTranslation('search')
  const terms = useSearch({ from: '/shell/search' })
  if (people.length === 0) return null
  return (
    <section className={classes.people}>
      <h2 className={classes.heading}>{t('people')}</h2>
      <ul className={classes.cards}>
        {people.map((person) => (
          <li key={person.id}>
            <Link
              to="/customers/$customerId"
              params={{ customerId: person.id }}
              className={classes.person}
              aria-current={person.id === chosen ? 'true' : undefined}
            >
              <Avatar name={person.name} size={28} plain />
              <span className={classes.personText}>
                <strong>
                  <Highlight text={person.name} />
                </strong>
                <span>
                  <Highlight text={person.detail} />
                </span>
              </span>
            </Link>
            <Link to="/search" search={{ ...terms, customerId: person.id }} className={classes.within}>
              {t('within')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
