import { useMantineColorScheme } from '@mantine/core'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { signOut, useChangeLanguage } from '../account.ts'
import type { Command } from '../commands/registry.ts'
import { useCommands } from '../commands/use-commands.ts'
import { OwnPresence } from '../presence/OwnPresence.tsx'
import { OwnMenu } from './OwnMenu.tsx'

/** The commands that change nothing but one's own: appearance, language, the session. */
function useOwnCommands(): Command[] {
  const { t, i18n } = useTranslation('app')
  const { setColorScheme } = useMantineColorScheme()
  const changeLanguage = useChangeLanguage()
  const group = t('commands.screen')
  const other = i18n.language === 'ja' ? 'en' : 'ja'
  return [
    ...(['light', 'dark', 'auto'] as const).map((value) => ({
      id: `theme ${value}`,
      title: t('theme.choose', { theme: t(`theme.${value}`) }),
      group,
      words: 'theme dark light',
      run: () => setColorScheme(value),
    })),
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

interface Props extends ComponentProps<typeof OwnMenu> {
  /** Of the words that say what the person does. */
  id: string
  opened: boolean
}

/** What comes behind the first look at the person's own sign: what they do, the commands of their own, and their menu. */
export default function Own({ id, opened, ...menu }: Props) {
  useCommands(useOwnCommands())
  return (
    <>
      <OwnPresence id={id} />
      {opened ? <OwnMenu {...menu} /> : null}
    </>
  )
}
