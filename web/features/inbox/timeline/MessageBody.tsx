import { useQuery } from '@tanstack/react-query'
import { Fragment, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageHtmlQuery } from '../../../api/reads/conversations.ts'
import type { Message } from '../../../api/types.ts'
import { SandboxedHtml } from '../../../ui/html/SandboxedHtml.tsx'
import { cutQuotes } from './cut-quotes.ts'
import { linkify } from '../../../ui/linkify.ts'
import classes from './Message.module.css'

/** Heights of frames that were measured, so that a mail that comes back into sight does not jump. */
const heights = new Map<string, number>()

function Words({ text }: { text: string }) {
  const pieces = useMemo(() => linkify(text), [text])
  return pieces.map((piece, place) =>
    piece.href ? (
      <a key={`${place} ${piece.href}`} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
        {piece.text}
      </a>
    ) : (
      <Fragment key={`${place} words`}>{piece.text}</Fragment>
    ),
  )
}

/** Quoted history: one press shows it. */
function History({ text }: { text: string }) {
  const { t } = useTranslation('inbox')
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('message.hideQuoted') : t('message.showQuoted')}
      </button>
      {open ? (
        <div className={classes.quote}>
          <Words text={text.trimEnd()} />
        </div>
      ) : null}
    </>
  )
}

const none: Message['quotes'] = []

/** Text as it was written; quoted history is folded, never cut. */
export function TextBody({ text, quotes = none }: { text: string; quotes?: Message['quotes'] }) {
  const stretches = useMemo(() => cutQuotes(text, quotes), [text, quotes])
  return stretches.map(({ kind, text: words }, place) => {
    if (kind === 'history') return <History key={place} text={words} />
    // The blank lines around a quotation are its frame's room.
    const shown = stretches.length > 1 ? words.replace(/^\s*\n|\s+$/g, '') : words
    return shown === '' ? null : (
      <div key={place} className={kind === 'inline' ? classes.quote : classes.text}>
        <Words text={shown} />
      </div>
    )
  })
}

function HtmlBody({ message }: { message: Message }) {
  const { t } = useTranslation('inbox')
  const [pictures, setPictures] = useState<'blocked' | 'shown'>('blocked')
  const { data, isError } = useQuery(messageHtmlQuery(message.id, pictures))
  const { data: first } = useQuery(messageHtmlQuery(message.id, 'blocked'))
  const shown = data ?? first
  // Text stands in until the HTML is there, and for good when it cannot be had.
  if (!shown || isError) return <TextBody text={message.text} quotes={message.quotes} />
  return (
    <div className={classes.html}>
      {shown.blockedPictures > 0 && pictures === 'blocked' ? (
        <div className={classes.pictures}>
          {t('message.blockedPictures', { count: shown.blockedPictures })}
          <button type="button" className={classes.link} onClick={() => setPictures('shown')}>
            {t('message.showPictures')}
          </button>
        </div>
      ) : null}
      <SandboxedHtml
        html={shown.html}
        title={t('message.frame', { name: message.author.name })}
        own={message.kind === 'outbound'}
        quoteLabel={t('message.showQuoted')}
        height={heights.get(message.id)}
        onHeight={(height) => heights.set(message.id, height)}
      />
    </div>
  )
}

/** The words of a message: HTML in a sandboxed frame, or text. */
export function MessageBody({ message }: { message: Message }) {
  const { t } = useTranslation('inbox')
  if (message.context.erased) return <p className={classes.erased}>{t('message.erased')}</p>
  if (message.hasHtml) return <HtmlBody message={message} />
  return message.text === '' ? null : <TextBody text={message.text} quotes={message.quotes} />
}
