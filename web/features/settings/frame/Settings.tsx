import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { Settings2 } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../ui/states.tsx'
import { Menu } from './Menu.tsx'
import { useMenu } from './menu.ts'
import classes from './Settings.module.css'

const wide = '(min-width: 700px)'

/** The settings: a menu at the left and a page beside it; on a phone the menu is a page of its own. */
export function Settings() {
  const { pathname } = useLocation()
  return (
    <div className={classes.settings} data-page={/^\/settings\/./.test(pathname) || undefined}>
      <div className={classes.menu}>
        <Menu />
      </div>
      <main className={classes.page}>
        <Outlet />
      </main>
    </div>
  )
}

/** `/settings` itself: beside the menu it opens the first page. */
export function Start() {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  const first = useMenu()[0]?.pages[0]?.path
  useEffect(() => {
    if (first && matchMedia(wide).matches) void navigate({ to: `/settings/${first}`, replace: true })
  }, [first, navigate])
  if (first) return null
  return (
    <EmptyState icon={<Settings2 size={28} strokeWidth={1.5} />} title={t('nothing.title')}>
      {t('nothing.text')}
    </EmptyState>
  )
}
