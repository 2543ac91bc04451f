import { useInfiniteQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { flowRowsQuery, type FlowQuestion, type FlowWanted } from '../../../api/reads/reports.ts'
import { Time, useTimeSettings } from '../../../ui/time/Time.tsx'
import { ConversationLine } from '../detail/ConversationLine.tsx'
import detail from '../detail/Detail.module.css'
import { LoadedRows } from '../detail/LoadedRows.tsx'
import { secondsText } from '../figures.ts'

interface Props {
  question: FlowQuestion
  wanted: FlowWanted
  title: string
  onClose(): void
}

/** The conversations behind what was chosen, the newest first. */
export function FlowRows({ question, wanted, title, onClose }: Props) {
  const { t } = useTranslation('flow')
  const { locale } = useTimeSettings()
  const query = useInfiniteQuery(flowRowsQuery(question, wanted))
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section className={detail.behind} aria-label={title}>
      <header className={detail.behindHead}>
        <h2>{title}</h2>
        <span className={detail.scope}>
          <button type="button" onClick={onClose}>
            <X size={13} aria-hidden="true" />
            {t('close')}
          </button>
        </span>
      </header>
      <LoadedRows query={query}>
        {rows.map((row) => (
          <ConversationLine key={row.conversationId} {...row}>
            <span className={detail.value}>
              {row.seconds === null ? null : secondsText(row.seconds, { locale, business: false })}
            </span>
            <Time at={row.at} form="day" className={detail.at} />
          </ConversationLine>
        ))}
      </LoadedRows>
    </section>
  )
}
