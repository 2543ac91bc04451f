import { useTranslation } from 'react-i18next'
import type { Output } from '../../../api/types.ts'
import { inLanguage } from '../../../ui/in-language.ts'

type Tested = Output<'notifications.testNotification'>

/** What became of something that was to leave the app, in a sentence. */
export function useSendingWords(): (
  way: 'app' | 'push' | 'mail',
  sending: Pick<Tested, 'state' | 'reason' | 'detail' | 'devices'>,
) => string {
  const { t, i18n } = useTranslation('notify')
  const wordsOf = (
    way: 'app' | 'push' | 'mail',
    { state, reason, devices }: Pick<Tested, 'state' | 'reason' | 'devices'>,
  ): string => {
    if (state === 'sent')
      return way === 'push' ? t('became.pushed', { count: devices ?? 1 }) : t(`became.sent.${way}`)
    if (reason === 'not-ready') return t(`became.not-ready.${way === 'mail' ? 'mail' : 'push'}`)
    if (reason === null) return t(`became.${state}`)
    return t(`became.${state === 'waiting' ? 'waits' : 'why'}.${reason}`)
  }
  return (way, sending) => {
    const words = wordsOf(way, sending)
    return sending.detail ? `${words}（${inLanguage(sending.detail, i18n.language)}）` : words
  }
}
