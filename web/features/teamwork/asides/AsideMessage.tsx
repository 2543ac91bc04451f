import { File, FileWarning, Link2, Mail, NotebookPen, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AsideMessage as Said } from '../../../api/reads/asides.ts'
import { attachmentAddress } from '../../../api/upload.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { fileSize } from '../../../ui/files/size.ts'
import { linkify } from '../../../ui/linkify.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Asides.module.css'

const signs = { mail: Mail, link: Link2, desk: NotebookPen } as const
const again = new Set<Said['state']>(['failed', 'bounced', 'uncertain'])

/** Where the quoted part of an answer begins: what is quoted stands above it already. */
const quoteAt = (text: string): number => {
  const found = text.search(
    /^(?:>|-{2,}\s*(?:Original Message|元のメッセージ|転送)|.{0,120}(?:wrote:|さんのメール：|のメール:)\s*$)/m,
  )
  return found < 0 ? text.length : found
}

function Words({ text }: { text: string }) {
  return linkify(text).map(({ text: words, href }, at) =>
    href ? (
      <a key={at} href={href} target="_blank" rel="noopener noreferrer">
        {words}
      </a>
    ) : (
      words
    ),
  )
}

function Sending({ message, onResend }: { message: Said; onResend: (() => void) | undefined }) {
  const { t, i18n } = useTranslation('asides')
  const { state, reason } = message
  if (state === null || (state === 'sent' && !reason)) return null
  return (
    <p className={classes.sending} data-bad={again.has(state) || undefined}>
      {t(`sending.${state}`)}
      {reason ? ` ${inLanguage(reason, i18n.language)}` : null}
      {onResend && again.has(state) ? (
        <SmallButton icon={<RotateCcw size={14} />} onClick={onResend}>
          {t('resend')}
        </SmallButton>
      ) : null}
    </p>
  )
}

/** One message: whose, by which way, and what became of it. What it quotes is folded, never left out. */
export function AsideMessage({ message, onResend }: { message: Said; onResend: (() => void) | undefined }) {
  const { t, i18n } = useTranslation('asides')
  const agents = useAgents()
  const { direction, via, authorId, text, files } = message
  const Sign = signs[via]
  const isOut = direction === 'out'
  const quote = isOut ? text.length : quoteAt(text)
  const [said, quoted] = [text.slice(0, quote).trimEnd(), text.slice(quote)]
  const noted = via === 'desk' ? agents.get(authorId ?? '')?.name : undefined
  return (
    <li className={classes.message} data-out={isOut || undefined}>
      <p className={classes.by}>
        <span title={t(`via.${via}`)} className={classes.sign}>
          <Sign size={13} aria-hidden="true" />
          <span className="visually-hidden">{t(`via.${via}`)}</span>
        </span>
        <span className={classes.author}>{message.author}</span>
        <Time at={message.at} form="day" className={classes.faint} />
        {message.automatic ? <span className={classes.faint}>{t('automatic')}</span> : null}
        {noted ? <span className={classes.faint}>{t('notedBy', { name: noted })}</span> : null}
      </p>
      {text === '' ? <p className={classes.faint}>{t('erased')}</p> : null}
      {said ? (
        <p className={classes.words}>
          <Words text={said} />
        </p>
      ) : null}
      {quoted ? (
        <details className={classes.quoted}>
          <summary>{t('quoted')}</summary>
          <p className={classes.words}>
            <Words text={quoted} />
          </p>
        </details>
      ) : null}
      {files.map((file) => (
        <a key={file.id} className={classes.file} href={attachmentAddress(file.id)} download={file.name}>
          {file.problem ? (
            <FileWarning size={14} aria-hidden="true" />
          ) : (
            <File size={14} aria-hidden="true" />
          )}
          <span>{file.name}</span>
          <span className={classes.faint}>{fileSize(file.size, i18n.language)}</span>
        </a>
      ))}
      <Sending message={message} onResend={onResend} />
    </li>
  )
}
