import { useQuery } from '@tanstack/react-query'
import { GitMerge, Split } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linksQuery } from '../../../api/reads/conversation-links.ts'
import type { Output } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Merge.module.css'
import { useLinkWork } from './use-link-work.ts'

type Link = Output<'conversations.listConversationLinks'>[number]

function LinkRow({ link, onUndone }: { link: Link; onUndone(): void }) {
  const { t } = useTranslation('merge')
  const may = useMay()('conversations.write')
  const { undo } = useLinkWork()
  const [busy, setBusy] = useState(false)
  const { kind, from, into, by, at, undoneBy, undoneAt, hindered } = link
  const Sign = kind === 'merge' ? GitMerge : Split
  const person = (name: string) => t('conversations.links.person', { name })
  const numbers = { from: from.number, into: into.number }
  const take = () => {
    setBusy(true)
    undo(link.id, from.id, into.id).then(onUndone, (error: unknown) => {
      setBusy(false)
      sayProblem(error)
    })
  }
  return (
    <li className={classes.link} data-undone={undoneAt ? true : undefined}>
      <Sign size={15} aria-hidden="true" color="var(--c-text-faint)" />
      <span className={classes.names}>
        <strong>{t(`conversations.links.${kind}`, numbers)}</strong>
        <span className={classes.parts}>
          <span>{person(by.name)}</span>
          <Time at={at} form="day" />
          <span>{t('conversations.messages', { count: link.messages })}</span>
        </span>
        {undoneAt ? (
          <span className={classes.parts}>
            <span>
              {t('conversations.links.undone', {
                name: undoneBy?.kind === 'system' ? t('words:system') : person(undoneBy?.name ?? ''),
              })}
            </span>
            <Time at={undoneAt} form="day" />
          </span>
        ) : hindered ? (
          <span className={classes.facts}>{t(`conversations.hindered.${hindered}`)}</span>
        ) : null}
      </span>
      {may && !undoneAt && !hindered ? (
        <SmallButton
          disabled={busy}
          aria-label={
            kind === 'merge'
              ? t('conversations.undoMerge', { number: from.number })
              : t('conversations.undoSplit', { number: into.number })
          }
          onClick={take}
        >
          {t('conversations.undo')}
        </SmallButton>
      ) : null}
    </li>
  )
}

interface Props {
  conversationId: string
  onClose(): void
}

/** Every merge and split of a conversation, to be undone however old it is. */
export default function LinksDialog({ conversationId, onClose }: Props) {
  const { t } = useTranslation('merge')
  const query = useQuery(linksQuery(conversationId))
  return (
    <Dialog onClose={onClose} title={t('conversations.list')} size={520}>
      <Loaded query={query}>
        {(links) =>
          links.length === 0 ? (
            <p className={classes.nothing}>{t('conversations.links.none')}</p>
          ) : (
            <ul className={classes.links}>
              {links.map((link) => (
                <LinkRow key={link.id} link={link} onUndone={onClose} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  )
}
