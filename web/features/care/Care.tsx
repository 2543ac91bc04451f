import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './Care.module.css'

/** The frame around lists of complaints. */
export default function Care() {
  const { t } = useTranslation('care')
  return (
    <main className={classes.screen}>
      <header className={classes.top}>
        <h1 className={classes.title}>{t('title')}</h1>
      </header>
      <div className={classes.content}>
        <Outlet />
      </div>
    </main>
  )
}
