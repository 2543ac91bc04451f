import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { flowQuery, type FlowQuestion, type FlowWanted } from '../../../api/reads/reports.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { Choice } from '../Choice.tsx'
import { daysText } from '../days.ts'
import reports from '../Reports.module.css'
import { AsOf } from '../top/AsOf.tsx'
import { Top } from '../top/Top.tsx'
import { type Board, useBoard } from '../use-board.ts'
import { Findings } from './Findings.tsx'
import classes from './Flow.module.css'
import { FlowMap } from './FlowMap.tsx'
import { FlowRows } from './FlowRows.tsx'
import { FlowTable } from './FlowTable.tsx'
import { longestWaits, moveKey, type Picture } from './layout.ts'

const mostWaits = 5

/** What was chosen, as it is asked for and in words; nothing where the picture does not have it. */
function useChosen(picture: Picture, board: Board): { wanted: FlowWanted; title: string } | undefined {
  const { t } = useTranslation('flow')
  const { move: key, finding } = board.search
  if (finding) return { wanted: { finding }, title: t(`finding.${finding}.name`) }
  const move = picture.moves.find((one) => moveKey(one) === key)
  if (!move) return undefined
  const { step, next } = move
  return {
    wanted: { step, next: next ?? 'none' },
    title: t('move', { step: t(`step.${step}`), next: next ? t(`step.${next}`) : t('standing') }),
  }
}

function Pairs({ pairs }: { pairs: Picture['pairs'] }) {
  const { t } = useTranslation('flow')
  if (pairs.length === 0) return null
  return (
    <section className={classes.part}>
      <h2>{t('pairs')}</h2>
      <ul className={classes.pairs}>
        {pairs.map(({ kind, between, n }) => (
          <li key={between.map(({ id }) => id).join()}>
            <span>
              {between.map(({ name }) => name ?? t(`gone.${kind}`)).join(' ⇄ ')}
              <small>{t(`kind.${kind}`)}</small>
            </span>
            <span>{t('times', { count: n })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Shown({ picture, board, question }: { picture: Picture; board: Board; question: FlowQuestion }) {
  const { t } = useTranslation('flow')
  const { locale } = useTimeSettings()
  const { search, change } = board
  const chosen = useChosen(picture, board)
  const number = new Intl.NumberFormat(locale)
  const chooseMove = (key: string) =>
    change({ move: key === search.move ? undefined : key, finding: undefined })
  if (picture.looked === 0) return <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
  const rows = chosen ? (
    <FlowRows
      key={JSON.stringify(chosen.wanted)}
      question={question}
      {...chosen}
      onClose={() => change({ move: undefined, finding: undefined })}
    />
  ) : null
  return (
    <>
      <p className={classes.lead}>
        {t('lead', { days: daysText(question.from, question.to, locale), n: number.format(picture.began) })}{' '}
        {picture.looked < picture.began ? t('newest', { n: number.format(picture.looked) }) : null}
      </p>
      <Findings
        picture={picture}
        chosen={search.finding}
        onChoose={(finding) =>
          change({ finding: finding === search.finding ? undefined : finding, move: undefined })
        }
      />
      {search.finding ? rows : null}
      <section className={classes.part}>
        <div className={classes.partHead}>
          <h2>{t('picture')}</h2>
          <Choice
            label={t('view.label')}
            items={(['map', 'table'] as const).map((id) => ({ id, text: t(`view.${id}`) }))}
            value={search.view ?? 'map'}
            onChoose={(view) => change({ view: view === 'table' ? view : undefined })}
          />
        </div>
        {search.view === 'table' ? (
          <FlowTable moves={picture.moves} label={t('picture')} chosen={search.move} onChoose={chooseMove} />
        ) : (
          <div className={classes.scroll} role="region" aria-label={t('picture')} tabIndex={0}>
            <p className="visually-hidden">{t('seeTable')}</p>
            <FlowMap picture={picture} chosen={search.move} onChoose={chooseMove} />
            <p className={classes.legend}>
              <span data-who="us">{t('waitsFor.us')}</span>
              <span data-who="customer">{t('waitsFor.customer')}</span>
              <span data-who="nobody">{t('waitsFor.nobody')}</span>
              <span>{t('legend')}</span>
            </p>
          </div>
        )}
      </section>
      {search.finding ? null : rows}
      <section className={classes.part}>
        <h2>{t('waits')}</h2>
        <p className={classes.text}>{t('waitsText')}</p>
        <FlowTable
          moves={longestWaits(picture, mostWaits)}
          label={t('waits')}
          chosen={search.move}
          onChoose={chooseMove}
        />
      </section>
      <Pairs pairs={picture.pairs} />
    </>
  )
}

/** How requests really went: which step followed which, where they wait, come back, and are done twice. */
export function FlowScreen() {
  const board = useBoard('/reports/flow')
  const { basis: _basis, ...question } = board.question
  const query = useQuery(flowQuery(question))
  return (
    <main className={reports.screen}>
      <Top
        board={board}
        timed={false}
        asOf={<AsOf at={query.data?.asOf} keys={[['flow'], ['flow-rows']]} />}
      />
      <div className={reports.body} data-old={query.isPlaceholderData || undefined}>
        <Loaded query={query}>
          {(picture) => <Shown picture={picture} board={board} question={question} />}
        </Loaded>
      </div>
    </main>
  )
}
