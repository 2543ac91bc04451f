import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { Check, Keyboard, Languages, LogOut, Moon, Sun, SunMoon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../ui/Avatar.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useChangeLanguage, useSignOut } from '../account.ts'
import { surface } from '../commands/surface.ts'
import type { Language } from '../i18n.ts'
import { useMe } from '../me.ts'
import classes from './UserMenu.module.css'

const schemes = [
  { value: 'auto', icon: SunMoon },
  { value: 'light', icon: Sun },
  { value: 'dark', icon: Moon },
] as const

/** Language names stand in their own language, whatever the screen speaks. */
const languages: { value: Language; name: string }[] = [
  { value: 'ja', name: '日本語' },
  { value: 'en', name: 'English' },
]

const tick = <Check size={15} />

/** The person's own menu: appearance, language, keys, sign out. */
export function UserMenu() {
  const { t, i18n } = useTranslation('app')
  const { agent, workspace } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const changeLanguage = useChangeLanguage()
  const signOut = useSignOut()
  return (
    <Menu position="right-end" width={240} withinPortal>
      <Menu.Target>
        <UnstyledButton
          type="button"
          className={classes.button}
          aria-label={t('user.menu', { name: agent.name })}
        >
          <Avatar name={agent.name} size={28} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{agent.name}</strong>
          <span>{agent.email}</span>
          <span>{workspace.name}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('theme.label')}</Menu.Label>
        {schemes.map(({ value, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={15} />}
            rightSection={colorScheme === value ? tick : null}
            onClick={() => setColorScheme(value)}
          >
            {t(`theme.${value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {languages.map(({ value, name }) => (
          <Menu.Item
            key={value}
            lang={value}
            leftSection={<Languages size={15} />}
            rightSection={i18n.language === value ? tick : null}
            onClick={() => changeLanguage(value)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<Keyboard size={15} />}
          rightSection={<KeyHint keys="?" />}
          onClick={() => surface.show('help')}
        >
          {t('help.title')}
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={15} />} onClick={signOut}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
