import { useMantineColorScheme } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { signOut, useChangeLanguage } from '../account.ts'
import type { Command } from '../commands/registry.ts'
import { surface } from '../commands/surface.ts'
import { useCommands } from '../commands/use-commands.ts'
import { useMay } from '../me.ts'
import { undo } from '../notices/undo.ts'
import { usePlaces } from './places.ts'

const CommandBar = lazy(() => import('../commands/CommandBar.tsx'))
const Help = lazy(() => import('../commands/Help.tsx'))

function useThemeCommands(): Command[] {
  const { t } = useTranslation('app')
  const { setColorScheme } = useMantineColorScheme()
  return (['light', 'dark', 'auto'] as const).map((value) => ({
    id: `theme ${value}`,
    title: t('theme.choose', { theme: t(`theme.${value}`) }),
    group: t('commands.screen'),
    words: 'theme dark light',
    run: () => setColorScheme(value),
  }))
}

/** The pages inside the places, for the command bar: settings and the like. */
function usePageCommands(): Command[] {
  const { t } = useTranslation('app')
  const router = useRouter()
  const may = useMay()
  return usePlaces().flatMap((place) =>
    (place.pages ?? [])
      .filter(({ permission }) => permission === undefined || may(permission))
      .map(({ to, text, words }) => ({
        id: `go ${to}`,
        title: t(text),
        group: t(place.text),
        ...(words === undefined ? {} : { words }),
        run: () => void router.navigate({ to }),
      })),
  )
}

function useShellCommands(): Command[] {
  const { t, i18n } = useTranslation('app')
  const router = useRouter()
  const places = usePlaces()
  const themes = useThemeCommands()
  const pages = usePageCommands()
  const changeLanguage = useChangeLanguage()
  const other = i18n.language === 'ja' ? 'en' : 'ja'
  const group = t('commands.screen')
  return [
    ...places.map((place) => ({
      id: `go ${place.to}`,
      title: t(place.text),
      group: t('commands.go'),
      keys: `g ${place.key}`,
      run: () => void router.navigate({ to: place.to }),
    })),
    {
      id: 'bar',
      title: t('commands.open'),
      group,
      keys: 'mod+k',
      inFields: true,
      movement: true,
      run: () => surface.show('bar'),
    },
    { id: 'help', title: t('help.title'), group, keys: '?', run: () => surface.show('help') },
    { id: 'undo', title: t('undo'), group, keys: 'z', run: () => void undo(Date.now()) },
    ...pages,
    ...themes,
    {
      id: 'language',
      title: t('commands.otherLanguage'),
      group,
      words: 'language 言語',
      run: () => changeLanguage(other),
    },
    { id: 'sign-out', title: t('user.signOut'), group, run: signOut },
  ]
}

/** The commands that work everywhere, the command bar and the overview of keys. */
export function CommandSurface() {
  const shown = useSyncExternalStore(surface.subscribe, surface.get)
  useCommands(useShellCommands())
  const close = () => surface.show(undefined)
  return (
    <Suspense>
      {shown === 'bar' ? <CommandBar onClose={close} /> : null}
      {shown === 'help' ? <Help onClose={close} /> : null}
    </Suspense>
  )
}
