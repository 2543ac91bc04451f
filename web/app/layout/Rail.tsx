import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RailPlace } from '../feature.ts'
import { usePlaces } from './places.ts'
import classes from './Rail.module.css'
import { UserMenu } from './UserMenu.tsx'

const none = () => 0
const most = 99

function Place({ place }: { place: RailPlace }) {
  const { t } = useTranslation('app')
  const useCount = place.useCount ?? none
  const count = useCount()
  const Icon = place.icon
  const name = t(place.text)
  return (
    <li className={place.foot ? classes.foot : undefined} data-aside={place.aside}>
      <Link
        to={place.to}
        className={classes.place}
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
        data-tip={name}
        data-tip-keys={`g ${place.key}`}
        data-tip-side="right"
      >
        <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
        <span className={classes.name}>{name}</span>
        {count > 0 ? <span className={classes.count}>{count > most ? `${most}+` : count}</span> : null}
      </Link>
    </li>
  )
}

/** The slim rail of places: at the left, on a phone below. */
export function Rail() {
  const { t } = useTranslation('app')
  const places = usePlaces()
  return (
    <nav className={classes.rail} aria-label={t('rail.label')}>
      <ul className={classes.places}>
        {places.map((place) => (
          <Place key={place.to} place={place} />
        ))}
        <li className={classes.person}>
          <UserMenu />
        </li>
      </ul>
    </nav>
  )
}
