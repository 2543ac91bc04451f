import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { MailCheck, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unsentQuery } from '../../api/reads/unsent.ts'
import { useMay } from '../../app/me.ts'
import { useProblemText } from '../../app/notices/problem-text.ts'
import { useInboxes } from '../../app/shared/directory.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { ChosenBar } from './ChosenBar.tsx'
import { Questions, type Question } from './Questions.tsx'
import { possibleFor, standingOf, type Unsent } from './standing.ts'
import { Tabs } from './Tabs.tsx'
import classes from './Unsent.module.css'
import { UnsentRow } from './UnsentRow.tsx'
import { useUnsentWork } from './use-unsent-work.ts'

function List({ rows, onAsk }: { rows: readonly Unsent[]; onAsk(question: Question): void }) {
  const { t } = useTranslation('unsent')
  const inboxes = useInboxes()
  const may = useMay()('conversations.reply')
  const work = useUnsentWork()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const picked = rows.filter((row) => chosen.has(row.messageId))
  const choose = (messageId: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(messageId)
    else next.delete(messageId)
    setChosen(next)
  }
  const resend = (some: readonly Unsent[]) => {
    if (some.some((row) => possibleFor(standingOf(row)).ask)) onAsk({ kind: 'resend', rows: some, work })
    else void work.resend(some, false)
  }
  const discard = (some: readonly Unsent[]) => onAsk({ kind: 'discard', rows: some, work })
  return (
    <>
      <ul className={classes.list} aria-label={t('title')}>
        {rows.map((row) => (
          <UnsentRow
            key={row.messageId}
            row={row}
            inbox={inboxes.get(row.inboxId)}
            may={may}
            busy={work.busy.has(row.messageId)}
            chosen={chosen.has(row.messageId)}
            onChoose={(on) => choose(row.messageId, on)}
            onResend={() => resend([row])}
            onDiscard={() => discard([row])}
            onTakeBack={() => void work.takeBack(row)}
            onApprove={() =>
              void work.approve(row).then((asks) => asks && onAsk({ kind: 'approve', row, work }))
            }
            onDecline={() => onAsk({ kind: 'decline', row, work })}
          />
        ))}
      </ul>
      {picked.length > 0 ? (
        <ChosenBar
          rows={picked}
          busy={work.busy.size > 0}
          onResend={resend}
          onDiscard={discard}
          onClear={() => setChosen(new Set())}
        />
      ) : null}
    </>
  )
}

/** Outgoing messages that failed, wait, or may have been sent: why, and what to do. */
export function UnsentScreen() {
  const { t } = useTranslation('unsent')
  const textOf = useProblemText()
  const search = useSearch({ from: '/shell/unsent' })
  const navigate = useNavigate()
  const may = useMay()('conversations.reply')
  const [question, setQuestion] = useState<Question>()
  const { state = 'all', inboxId } = search
  const query = useInfiniteQuery(unsentQuery(state, inboxId))
  const first = query.data?.pages[0]
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const work = useUnsentWork()
  return (
    <main className={classes.screen}>
      <header className={classes.top}>
        <div className={classes.titles}>
          <h1 className={classes.title}>{t('title')}</h1>
          {may && rows.some(({ receipt }) => receipt === 'failed') ? (
            <Button
              variant="default"
              leftSection={<RotateCw size={15} />}
              onClick={() => setQuestion({ kind: 'all', inboxId, work })}
            >
              {t('resendAll')}
            </Button>
          ) : null}
        </div>
        <Tabs
          counts={first}
          search={search}
          onChange={(part) => void navigate({ to: '/unsent', search: { ...search, ...part } as never })}
        />
      </header>
      <div className={classes.content}>
        {query.isPending ? <SkeletonLines lines={6} className={classes.loading} /> : null}
        {query.isError && !first ? (
          <ErrorState
            message={textOf(query.error)}
            retry={() => void query.refetch()}
            busy={query.isFetching}
          />
        ) : null}
        {first && rows.length === 0 ? (
          <EmptyState icon={<MailCheck size={28} strokeWidth={1.5} />} title={t(`empty.${state}`)}>
            {t('empty.text')}
          </EmptyState>
        ) : null}
        {rows.length > 0 ? <List key={`${state} ${inboxId}`} rows={rows} onAsk={setQuestion} /> : null}
        {query.hasNextPage ? (
          <MoreButton busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
        ) : null}
      </div>
      {question ? <Questions question={question} onClose={() => setQuestion(undefined)} /> : null}
    </main>
  )
}
