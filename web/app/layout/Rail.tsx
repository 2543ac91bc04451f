import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RailPlace } from '../feature.ts'
import { usePlaces } from './places.ts'
import classes from './Rail.module.css'
import { UserMenu } from './UserMenu.tsx'

function PlaceLink({ place }: { place: RailPlace }) {
  const { t } = useTranslation('app')
  const Icon = place.icon
  const name = t(place.text)
  return (
    <Link
      to={place.to}
      className={classes.place}
      activeOptions={{ includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      aria-label={name}
      data-tip={name}
      data-tip-keys={`g ${place.key}`}
      data-tip-side="right"
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      <span className={classes.name} aria-hidden="true">
        {name}
      </span>
    </Link>
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
          <li key={place.to} className={place.foot ? classes.foot : undefined}>
            <PlaceLink place={place} />
          </li>
        ))}
        <li className={classes.person}>
          <UserMenu />
        </li>
      </ul>
    </nav>
  )
}
