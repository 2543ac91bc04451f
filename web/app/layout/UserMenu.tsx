import { useMantineColorScheme } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { CircleUser, Keyboard, Languages, LogOut, Moon, Sun, SunMoon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../ui/Avatar.tsx'
import { keyText } from '../../ui/KeyHint.tsx'
import type { PickItem } from '../../ui/pick/find-items.ts'
import { PickMenu } from '../../ui/pick/PickMenu.tsx'
import { signOut, useChangeLanguage } from '../account.ts'
import { surface } from '../commands/surface.ts'
import { languages } from '../../ui/languages.ts'
import type { Language } from '../i18n.ts'
import { useMe } from '../me.ts'
import classes from './UserMenu.module.css'

const schemes = [
  { value: 'auto', icon: <SunMoon size={15} /> },
  { value: 'light', icon: <Sun size={15} /> },
  { value: 'dark', icon: <Moon size={15} /> },
] as const

function useItems(scheme: string): () => PickItem[] {
  const { t, i18n } = useTranslation('app')
  return () => [
    { id: 'account', label: t('settings.account'), icon: <CircleUser size={15} /> },
    ...schemes.map(({ value, icon }, place) => ({
      id: `theme ${value}`,
      label: t(`theme.${value}`),
      icon,
      chosen: scheme === value,
      apart: place === 0,
    })),
    ...languages.map(({ value, label }, place) => ({
      id: `language ${value}`,
      label,
      icon: <Languages size={15} />,
      chosen: i18n.language === value,
      apart: place === 0,
    })),
    { id: 'help', label: t('help.title'), detail: keyText('?'), icon: <Keyboard size={15} />, apart: true },
    { id: 'sign-out', label: t('user.signOut'), icon: <LogOut size={15} /> },
  ]
}

/** The person's own menu: appearance, language, keys, sign out. */
export function UserMenu() {
  const { t } = useTranslation('app')
  const { agent, workspace } = useMe()
  const [opened, setOpened] = useState(false)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const changeLanguage = useChangeLanguage()
  const router = useRouter()
  const items = useItems(colorScheme)
  const pick = (id: string) => {
    const [kind, value] = id.split(' ')
    if (kind === 'theme') setColorScheme(value as 'auto')
    else if (kind === 'language') changeLanguage(value as Language)
    else if (kind === 'account') void router.navigate({ href: '/settings/account' })
    else if (kind === 'help') surface.show('help')
    else signOut()
  }
  const header = (
    <div className={classes.who}>
      <strong>{agent.name}</strong>
      <span>{agent.email}</span>
      <span>{workspace.name}</span>
    </div>
  )
  const label = t('user.menu', { name: agent.name })
  return (
    <PickMenu
      plain
      label={label}
      header={header}
      items={items}
      onPick={pick}
      opened={opened}
      onOpened={setOpened}
      side="right-end"
      width={240}
    >
      <button
        type="button"
        className={classes.button}
        aria-label={label}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <Avatar name={agent.name} size={28} />
      </button>
    </PickMenu>
  )
}
