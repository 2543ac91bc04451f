import { Link } from '@tanstack/react-router'
import { Paperclip } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hit, Inbox } from '../../api/types.ts'
import { useInboxes } from '../../app/shared/directory.tsx'
import { ChannelSign, StatusIcon } from '../../app/shared/signs.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Highlight, piecesOf } from '../../ui/Highlight.tsx'
import { Time } from '../../ui/time/Time.tsx'
import classes from './Search.module.css'

/** Whether it was found by the name of a file, not in its text. */
const isName = ({ file, snippet }: Hit): boolean =>
  file?.name === piecesOf(snippet).reduce((text, piece) => text + piece.text, '')

function FileName({ hit, name }: { hit: Hit; name: string }) {
  const { t } = useTranslation('search')
  return (
    <span className={classes.file}>
      <Paperclip size={14} role="img" aria-label={t('attachment')} />
      <span>{isName(hit) ? <Highlight text={hit.snippet} /> : name}</span>
    </span>
  )
}

const HitLine = memo(function HitLine({ hit, inbox }: { hit: Hit; inbox: Inbox | undefined }) {
  const { t } = useTranslation('search')
  const { conversation } = hit
  return (
    <li>
      <Link
        to="/inbox/$conversationId"
        params={{ conversationId: conversation.id }}
        search={{ status: 'any', ...(hit.messageId ? { message: hit.messageId } : {}) }}
        className={classes.hit}
      >
        <span className={classes.hitHead}>
          <ChannelSign inbox={inbox} />
          <strong>{conversation.customer.name}</strong>
          {conversation.subject ? <span className={classes.subject}>{conversation.subject}</span> : null}
          <span className={classes.number}>#{conversation.number}</span>
          <span title={t(`words:status.${conversation.status}`)} className={classes.status}>
            <StatusIcon status={conversation.status} size={14} />
          </span>
          <Time at={hit.at} className={classes.at} />
        </span>
        {hit.file ? <FileName hit={hit} name={hit.file.name} /> : null}
        {hit.file && isName(hit) ? null : (
          <span className={classes.snippet}>
            <Highlight text={hit.snippet} />
          </span>
        )}
      </Link>
    </li>
  )
})

interface Props {
  hits: readonly Hit[]
  hasMore: boolean
  loadingMore: boolean
  onMore(): void
}

/** What was found, the newest first. */
export function Hits({ hits, hasMore, loadingMore, onMore }: Props) {
  const { t } = useTranslation('search')
  const inboxes = useInboxes()
  if (hits.length === 0) return null
  return (
    <section>
      <h2 className={classes.heading}>{t('messages')}</h2>
      <ul>
        {hits.map((hit) => (
          <HitLine
            key={`${hit.conversation.id} ${hit.file?.id ?? hit.messageId ?? ''}`}
            hit={hit}
            inbox={inboxes.get(hit.conversation.inboxId)}
          />
        ))}
      </ul>
      {hasMore ? <MoreButton busy={loadingMore} onMore={onMore} /> : null}
    </section>
  )
}
