import { Link, useLocation } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf, type SettingsPage } from '../pages.ts'
import { icons } from './icons.ts'
import classes from './Menu.module.css'
import { useMenu } from './menu.ts'

function Line({ page }: { page: SettingsPage }) {
  const { t } = useTranslation('settings')
  const Icon = icons[page.path]
  const to: string = `/settings/${page.path}`
  return (
    <li>
      <Link
        to={to}
        className={classes.link}
        activeProps={{ 'aria-current': 'page' }}
        activeOptions={{ includeSearch: false }}
      >
        {Icon ? <Icon size={16} strokeWidth={1.75} aria-hidden="true" /> : null}
        <span className={classes.name}>{t(nameOf(page))}</span>
        <ChevronRight size={16} className={classes.further} aria-hidden="true" />
      </Link>
    </li>
  )
}

/** Every page of the settings that the person may see. */
export function Menu() {
  const { t } = useTranslation('settings')
  const menu = useRef<HTMLElement>(null)
  const path = useLocation({ select: ({ pathname }) => pathname })
  useEffect(() => {
    menu.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [path])
  return (
    <nav ref={menu} className={classes.menu} aria-label={t('title')}>
      <h1 className={classes.title}>{t('title')}</h1>
      {useMenu().map(({ group, pages }) => (
        <section key={group} className={classes.group} aria-label={t(`group.${group}`)}>
          <h2 className={classes.heading}>{t(`group.${group}`)}</h2>
          <ul>
            {pages.map((page) => (
              <Line key={page.path} page={page} />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
