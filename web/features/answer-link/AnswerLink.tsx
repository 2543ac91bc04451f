import '../../ui/styles/fields.ts'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { asideLinkQuery } from '../../api/reads/asides.ts'
import type { Output } from '../../api/types.ts'
import { useProblemText } from '../../app/notices/problem-text.ts'
import { SkeletonLines } from '../../ui/states.tsx'
import { Frame } from '../../app/outside/Frame.tsx'
import { fieldsOf } from '../../app/form/fields-of.ts'
import classes from './AnswerLink.module.css'

type Linked = Output<'teamwork.readAsideLink'>

function useMoment(): (at: string) => string {
  const { i18n } = useTranslation('answer')
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  return (at) => format.format(new Date(at))
}

function Messages({ linked }: { linked: Linked }) {
  const { t } = useTranslation('answer')
  const moment = useMoment()
  return (
    <ul className={classes.messages} aria-label={t('messages')}>
      {linked.messages.map(({ id, mine, author, text, at }) => (
        <li key={id} className={classes.message} data-mine={mine || undefined}>
          <p className={classes.by}>
            {author} <span className={classes.at}>{moment(at)}</span>
          </p>
          <p className={classes.words}>{text}</p>
        </li>
      ))}
    </ul>
  )
}

function Answer({ token, linked }: { token: string; linked: Linked }) {
  const { t } = useTranslation('answer')
  const cache = useQueryClient()
  const textOf = useProblemText()
  const [state, setState] = useState<'idle' | 'busy' | 'sent'>('idle')
  const [problem, setProblem] = useState<string>()
  // The same answer is kept once, however often it is sent.
  const answerId = useRef(crypto.randomUUID())
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const field = fieldsOf(form)
    const [author, text] = [field('author').trim(), field('text').trim()]
    if (author === '' || text === '') return setProblem(t('incomplete'))
    setState('busy')
    setProblem(undefined)
    try {
      const body = { token, answerId: answerId.current, author, text }
      cache.setQueryData(asideLinkQuery(token).queryKey, await call('teamwork.answerAsideLink', { body }))
      answerId.current = crypto.randomUUID()
      form.querySelector('textarea')?.form?.reset()
      setState('sent')
    } catch (error) {
      setState('idle')
      setProblem(textOf(error))
    }
  }
  return (
    <form className={classes.form} noValidate onSubmit={(event) => void send(event)}>
      <p role="status">{state === 'sent' ? t('thanks', { desk: linked.desk }) : ''}</p>
      <TextInput name="author" label={t('name')} maxLength={100} autoComplete="name" />
      <Textarea name="text" label={t('text')} autosize minRows={5} maxRows={16} maxLength={20_000} />
      {problem ? (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <Button type="submit" loading={state === 'busy'}>
        {t('send')}
      </Button>
    </form>
  )
}

/** Shows somebody without a seat what they are asked, and takes their answer. Nothing else of the desk is seen here. */
export function AnswerLink() {
  const { t } = useTranslation('answer')
  const token = useLocation().hash
  const moment = useMoment()
  const { data: linked, isPending, error } = useQuery(asideLinkQuery(token))
  const textOf = useProblemText()
  if (isPending)
    return (
      <Frame title={t('title')}>
        <SkeletonLines lines={5} />
      </Frame>
    )
  if (!linked)
    return (
      <Frame title={t('nothing')} lead={textOf(error)}>
        {null}
      </Frame>
    )
  if (linked.closed)
    return (
      <Frame title={t('closed')} lead={t('closedText', { desk: linked.desk })}>
        {null}
      </Frame>
    )
  return (
    <Frame wide title={linked.subject} lead={t('lead', { desk: linked.desk })}>
      <p className={classes.facts}>
        {[
          linked.reference,
          ...(linked.type ? [linked.type] : []),
          ...(linked.dueAt ? [t('due', { at: moment(linked.dueAt) })] : []),
        ].join(' · ')}
      </p>
      <Messages linked={linked} />
      <Answer token={token} linked={linked} />
    </Frame>
  )
}
