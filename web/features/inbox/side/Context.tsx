import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import { Pair, Pairs } from '../../../app/shared/customer/Pairs.tsx'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { useNow } from '../../../ui/time/clock.ts'
import { dayAndTime } from '../../../ui/time/format.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'

const isAddress = (text: string) => /^https?:\/\/\S+$/.test(text)
/** Which machine wrote, and how it was protected, stand beside the message itself; an event's kind in its words. */
const elsewhere = new Set(['machine', 'secured', 'eventMethod', 'eventRepeats', 'eventAnswer'])
const isMoment = (key: string, value: string) =>
  (key === 'eventStart' || key === 'eventEnd') && /T.*(?:Z|[+-]\d\d:\d\d)$/.test(value)
const short = (text: string) => text.replace(/^https?:\/\//, '')

/** What the channel saw of the newest message that has it: page, referrer, form fields. */
export function Context({ conversationId }: { conversationId: string }) {
  const { t, i18n } = useTranslation('inbox')
  const time = useTimeSettings()
  const now = useNow()
  const { data } = useInfiniteQuery(messagesQuery(conversationId))
  const pairs = useMemo(() => {
    const messages = data?.pages.toReversed().flatMap((page) => page.messages) ?? []
    const shown = (context: Record<string, string>) =>
      Object.entries(context).filter(([key]) => !elsewhere.has(key))
    const found = messages.findLast((one) => one.kind === 'inbound' && shown(one.context).length > 0)
    return shown(found?.context ?? {})
  }, [data])
  if (pairs.length === 0) return null
  // Names that every channel uses have a word of ours; a form's own fields are named by the shop.
  const nameOf = (key: string) => (i18n.exists(`inbox:context.${key}`) ? t(`context.${key}`) : key)
  return (
    <Section title={t('side.context')}>
      <Pairs>
        {pairs.map(([key, value]) => (
          <Pair key={key} label={nameOf(key)}>
            {isAddress(value) ? (
              <a href={value} target="_blank" rel="noopener noreferrer nofollow">
                {short(value)}
              </a>
            ) : isMoment(key, value) ? (
              dayAndTime(Date.parse(value), now, time)
            ) : (
              value
            )}
          </Pair>
        ))}
      </Pairs>
    </Section>
  )
}
