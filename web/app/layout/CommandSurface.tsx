import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../commands/registry.ts'
import { surface } from '../commands/surface.ts'
import { useCommands } from '../commands/use-commands.ts'
import { useMay } from '../me.ts'
import { undo } from '../notices/undo.ts'
import { usePlaces } from './places.ts'

const CommandBar = lazy(() => import('../commands/CommandBar.tsx'))
const Help = lazy(() => import('../commands/Help.tsx'))

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
  const { t } = useTranslation('app')
  const router = useRouter()
  const places = usePlaces()
  const pages = usePageCommands()
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
