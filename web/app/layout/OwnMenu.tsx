import { useMantineColorScheme } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { CircleUser, Keyboard, Languages, LogOut, MessageSquareText, Moon, Sun, SunMoon } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Presence, PresenceState } from '../../api/reads/presence.ts'
import { keyText } from '../../ui/KeyHint.tsx'
import { languages } from '../../ui/languages.ts'
import { Panel } from '../../ui/Panel.tsx'
import type { PickItem } from '../../ui/pick/find-items.ts'
import { PickList } from '../../ui/pick/PickMenu.tsx'
import { signOut, useChangeLanguage } from '../account.ts'
import { surface } from '../commands/surface.ts'
import type { Language } from '../i18n.ts'
import { useMe } from '../me.ts'
import { PresenceIcon } from '../presence/PresenceIcon.tsx'
import { presenceStates } from '../presence/presence-words.ts'
import { useOwnPresence } from '../presence/use-own-presence.ts'
import { usePlaces } from './places.ts'
import classes from './UserMenu.module.css'

const PresenceDialog = lazy(() => import('../presence/PresenceDialog.tsx'))

const schemes = [
  { value: 'auto', icon: <SunMoon size={15} /> },
  { value: 'light', icon: <Sun size={15} /> },
  { value: 'dark', icon: <Moon size={15} /> },
] as const

/** Where the rail is a bar below, these places have no room in it. */
const isPhone = () => matchMedia('(width < 700px)').matches

function useItems(own: Presence | undefined, scheme: string): () => PickItem[] {
  const { t, i18n } = useTranslation('presence')
  const places = usePlaces()
  return () => [
    ...(isPhone() ? places.filter(({ aside }) => aside) : []).map(({ to, text, icon: Icon }) => ({
      id: `go ${to}`,
      label: t(text),
      icon: <Icon size={15} />,
    })),
    ...presenceStates.map((state, place) => ({
      id: `presence ${state}`,
      apart: isPhone() && place === 0,
      label: t(`state.${state}`),
      detail: own?.state === state ? (own.reason ?? undefined) : undefined,
      icon: <PresenceIcon look={state} size={15} />,
      chosen: own?.state === state,
    })),
    ...(own ? [{ id: 'reason', label: t('withReasonAct'), icon: <MessageSquareText size={15} /> }] : []),
    { id: 'account', label: t('app:settings.account'), icon: <CircleUser size={15} />, apart: true },
    ...schemes.map(({ value, icon }, place) => ({
      id: `theme ${value}`,
      label: t(`app:theme.${value}`),
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
    {
      id: 'help',
      label: t('app:help.title'),
      detail: keyText('?'),
      icon: <Keyboard size={15} />,
      apart: true,
    },
    { id: 'sign-out', label: t('app:user.signOut'), icon: <LogOut size={15} /> },
  ]
}

interface Props {
  /** The button beside which it stands. */
  anchor(): Element | undefined
  label: string
  onClose(): void
}

/** The person's own menu: what they do, appearance, language, keys, sign out. */
export function OwnMenu({ anchor, label, onClose }: Props) {
  const { agent, workspace } = useMe()
  const { own, choose } = useOwnPresence()
  const [asking, setAsking] = useState(false)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const changeLanguage = useChangeLanguage()
  const router = useRouter()
  const items = useItems(own, colorScheme)
  const pick = (id: string) => {
    if (id === 'reason') {
      setAsking(true)
      return
    }
    onClose()
    const [kind, value] = id.split(' ')
    if (kind === 'presence') choose(value as PresenceState)
    else if (kind === 'theme') setColorScheme(value as 'auto')
    else if (kind === 'language') changeLanguage(value as Language)
    else if (kind === 'go') void router.navigate({ href: value as string })
    else if (kind === 'account') void router.navigate({ href: '/settings/account' })
    else if (kind === 'help') surface.show('help')
    else signOut()
  }
  if (asking && own)
    return (
      <Suspense>
        <PresenceDialog name={agent.name} presence={own} onClose={onClose} />
      </Suspense>
    )
  const header = (
    <div className={classes.who}>
      <strong>{agent.name}</strong>
      <span>{agent.email}</span>
      <span>{workspace.name}</span>
    </div>
  )
  return (
    <Panel anchor={anchor} label={label} side="right-end" width={240} onClose={onClose}>
      {/* What is picked closes it: a reason is asked for where it stood. */}
      <PickList plain label={label} header={header} items={items} onPick={pick} onClose={() => undefined} />
    </Panel>
  )
}
