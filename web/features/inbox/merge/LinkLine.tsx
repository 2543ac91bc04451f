import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linksQuery } from '../../../api/reads/conversation-links.ts'
import { conversationQuery } from '../../../api/reads/conversations.ts'
import type { Change } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { linkOf, linkWords } from './link-words.ts'
import classes from './Merge.module.css'
import { useLinkWork } from './use-link-work.ts'

/** Nobody's name holds it. */
const place = '\u{e000}'

/** A line of the timeline that joined or parted conversations: where the other one is, and how it is undone. */
export function LinkLine({ change }: { change: Change }) {
  const { t } = useTranslation('merge')
  const { conversationId } = useParams({ from: '/shell/inbox/$conversationId' })
  const may = useMay()('conversations.write')
  const { undo, addressOf } = useLinkWork()
  const [busy, setBusy] = useState(false)
  const own = useQuery(conversationQuery(conversationId)).data?.number ?? 0
  const link = linkOf(useQuery(linksQuery(conversationId)).data ?? [], change)
  const words = linkWords(change, own)
  if (!words) return null
  const who =
    change.actor.kind === 'system' ? t('words:system') : t('inbox:change.person', { name: change.actor.name })
  const other = link && [link.from, link.into].find(({ number }) => String(number) === words.number)
  // Of a merge that stands the other one leads back here.
  const leads = other && (link.kind === 'split' || link.undoneAt !== null) && other.id !== conversationId
  // The number stands where the language wants it, and may be a link.
  const [before, after] = t(`conversations.change.${words.text}`, { who, link: place }).split(place)
  const take = () => {
    if (!link) return
    setBusy(true)
    undo(link.id, link.from.id, link.into.id)
      .catch(sayProblem)
      .finally(() => setBusy(false))
  }
  const made = change.kind === 'merged' || change.kind === 'split'
  return (
    <>
      {before}
      {leads ? <PlainLink href={addressOf(other.id)}>#{words.number}</PlainLink> : `#${words.number}`}
      {after}
      {may && made && link && !link.undoneAt ? (
        <>
          {' · '}
          <button
            type="button"
            className={classes.undo}
            disabled={busy || link.hindered !== null}
            title={link.hindered ? t(`conversations.hindered.${link.hindered}`) : undefined}
            aria-label={
              link.kind === 'merge'
                ? t('conversations.undoMerge', { number: link.from.number })
                : t('conversations.undoSplit', { number: link.into.number })
            }
            onClick={take}
          >
            {t('conversations.undo')}
          </button>
        </>
      ) : null}
    </>
  )
}
