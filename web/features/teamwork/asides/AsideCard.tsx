import { Check, Link2, NotebookPen, Reply, RotateCcw } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Aside } from '../../../api/reads/asides.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { AsideDue, AsideState } from './AsideHead.tsx'
import { AsideMessage } from './AsideMessage.tsx'
import classes from './Asides.module.css'
import type { AsideWork } from './use-aside-work.ts'

const WriteDialog = lazy(() => import('./WriteDialog.tsx'))
const LinkDialog = lazy(() => import('./LinkDialog.tsx'))

interface Props {
  aside: Aside
  may: boolean
  work: AsideWork
}

/** What one was asked and answered: whom, until when, every message, and what can be done next. */
export function AsideCard({ aside, may, work }: Props) {
  const { t } = useTranslation('asides')
  const [shown, setShown] = useState<'write' | 'note' | 'link'>()
  const closed = aside.state === 'closed'
  const erased = aside.subject === ''
  const hide = () => setShown(undefined)
  return (
    <li className={classes.card} data-answered={aside.state === 'answered' || undefined}>
      <div className={classes.head}>
        <h4 className={classes.partner}>{aside.partner}</h4>
        <AsideState aside={aside} />
      </div>
      <p className={classes.about}>
        {aside.type ? `${aside.type} · ` : null}
        {erased ? t('erased') : aside.subject} <span className={classes.faint}>{aside.reference}</span>
      </p>
      <AsideDue aside={aside} />
      <ul className={classes.messages} aria-label={t('messages', { name: aside.partner })}>
        {aside.messages.map((message) => (
          <AsideMessage
            key={message.id}
            message={message}
            onResend={may ? () => void work.resend(message.id) : undefined}
          />
        ))}
      </ul>
      {may && !erased ? (
        <div className={classes.acts}>
          <SmallButton icon={<Reply size={15} />} onClick={() => setShown('write')}>
            {t('write')}
          </SmallButton>
          {closed ? null : (
            <IconButton label={t('note')} onClick={() => setShown('note')}>
              <NotebookPen size={16} />
            </IconButton>
          )}
          {closed || aside.kind === 'side' ? null : (
            <IconButton label={t('link')} onClick={() => setShown('link')}>
              <Link2 size={16} />
            </IconButton>
          )}
          <SmallButton
            icon={closed ? <RotateCcw size={15} /> : <Check size={15} />}
            primary={aside.state === 'answered'}
            onClick={() => void (closed ? work.update(aside, { closed: false }) : work.close(aside))}
          >
            {t(closed ? 'reopen' : 'close')}
          </SmallButton>
        </div>
      ) : null}
      <Suspense>
        {shown === 'write' || shown === 'note' ? (
          <WriteDialog aside={aside} as={shown} onWritten={work.put} onClose={hide} />
        ) : null}
        {shown === 'link' ? <LinkDialog aside={aside} onClose={hide} /> : null}
      </Suspense>
    </li>
  )
}
