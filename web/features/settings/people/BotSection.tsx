import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Agent } from '../../../api/types.ts'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import { SwitchOff, SwitchOn } from './SwitchOff.tsx'

/** A page of the settings: their routes come from the list of pages, as text. */
const KEYS: string = '/settings/keys'

/** How a bot works: through keys of its own, until somebody switches it off. */
export function BotSection({ agent }: { agent: Agent }) {
  const { t } = useTranslation('settings')
  if (!agent.active) {
    return (
      <Section title={t('bot.work')}>
        <SwitchOn agent={agent} />
      </Section>
    )
  }
  return (
    <Section title={t('bot.work')}>
      <Act title={t('bot.keys')} text={t('bot.keysText')}>
        <Link to={KEYS}>{t('bot.toKeys')}</Link>
      </Act>
      <SwitchOff agent={agent} />
    </Section>
  )
}
