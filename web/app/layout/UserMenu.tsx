import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../ui/Avatar.tsx'
import { useMe } from '../me.ts'
import classes from './UserMenu.module.css'

// Nobody needs it at the first look.
const Own = lazy(() => import('./Own.tsx'))
const presence = 'own-presence'

/** The person's own sign in the rail, with what they do; it opens their own menu. */
export function UserMenu() {
  const { t } = useTranslation('app')
  const { agent } = useMe()
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const anchor = useCallback(() => button.current ?? undefined, [])
  const label = t('user.menu', { name: agent.name })
  return (
    <span className={classes.own}>
      <button
        ref={button}
        type="button"
        className={classes.button}
        aria-label={label}
        aria-describedby={presence}
        aria-haspopup="dialog"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <Avatar name={agent.name} size={28} />
      </button>
      <Suspense>
        <Own id={presence} opened={opened} anchor={anchor} label={label} onClose={() => setOpened(false)} />
      </Suspense>
    </span>
  )
}
