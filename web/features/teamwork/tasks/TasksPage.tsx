import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type ListedTask, taskListQuery } from '../../../api/reads/teamwork.ts'
import { useMay, useMe } from '../../../app/me.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { useNow } from '../../../ui/time/clock.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import classes from '../Team.module.css'
import { dueState } from './due.ts'
import { filterOf, type TaskSearch } from './search.ts'
import { TaskLine } from './TaskLine.tsx'
import tasks from './Tasks.module.css'
import { useTaskWork } from './use-task-work.ts'

const groups = ['over', 'soon', 'later', 'none'] as const
type Group = (typeof groups)[number]

function Line({ task, may }: { task: ListedTask; may: boolean }) {
  const { t } = useTranslation('teamwork')
  const work = useTaskWork(task.conversationId)
  const { number, subject, customer } = task.conversation
  return (
    <TaskLine task={task} may={may} work={work}>
      <PlainLink href={`/inbox/${task.conversationId}?status=any`} className={classes.about}>
        {customer} · {subject || t('words:noSubject')} #{number}
      </PlainLink>
    </TaskLine>
  )
}

/** Tasks in groups by how they press; what is done stands by itself. */
function Groups({ rows }: { rows: readonly ListedTask[] }) {
  const { t } = useTranslation('teamwork')
  const may = useMay()('conversations.write')
  const now = useNow()
  const { timeZone } = useTimeSettings()
  const groupOf = ({ dueAt }: ListedTask): Group => (dueAt === null ? 'none' : dueState(dueAt, now, timeZone))
  return groups.map((group) => {
    const own = rows.filter((row) => groupOf(row) === group)
    if (own.length === 0) return null
    return (
      <section key={group} className={classes.group} aria-labelledby={`tasks-${group}`}>
        <h2 id={`tasks-${group}`} className={classes.groupName}>
          {t(`group.${group}`)}
        </h2>
        <div className={classes.box}>
          <ul className={tasks.tasks}>
            {own.map((task) => (
              <Line key={task.id} task={task} may={may} />
            ))}
          </ul>
        </div>
      </section>
    )
  })
}

function Filters({ search }: { search: TaskSearch }) {
  const { t } = useTranslation('teamwork')
  const navigate = useNavigate()
  const me = useMe().agent
  const people = [...useAgents().values()].filter(({ active, bot, id }) => active && !bot && id !== me.id)
  const { assignee = 'me', state = 'open' } = search
  const go = (part: TaskSearch) =>
    void navigate({ to: '/team/tasks', search: { ...search, ...part } as never })
  return (
    <div className={classes.filters}>
      <select
        className={classes.select}
        aria-label={t('filter.whose')}
        value={assignee}
        onChange={({ currentTarget: { value } }) => go({ assignee: value === 'me' ? undefined : value })}
      >
        <option value="me">{t('filter.mine')}</option>
        <option value="anybody">{t('filter.anybody')}</option>
        <option value="nobody">{t('filter.nobody')}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        className={classes.select}
        aria-label={t('filter.which')}
        value={state}
        onChange={({ currentTarget: { value } }) =>
          go({ state: value === 'overdue' || value === 'done' ? value : undefined })
        }
      >
        {(['open', 'overdue', 'done'] as const).map((one) => (
          <option key={one} value={one}>
            {t(`filter.${one}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Tasks of all conversations: one's own first, those of others when they are wanted. */
export default function TasksPage() {
  const { t } = useTranslation('teamwork')
  const textOf = useProblemText()
  const search = useSearch({ from: '/shell/team/tasks' })
  const may = useMay()('conversations.write')
  const filter = filterOf(search)
  const query = useInfiniteQuery(taskListQuery(filter))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <Filters search={search} />
      {query.isPending ? <SkeletonLines lines={6} /> : null}
      {query.isError && !query.data ? (
        <ErrorState
          message={textOf(query.error)}
          retry={() => void query.refetch()}
          busy={query.isFetching}
        />
      ) : null}
      {query.data && rows.length === 0 ? (
        <EmptyState
          icon={<ListChecks size={28} strokeWidth={1.5} />}
          title={t(filter.assignee === 'me' ? `empty.${filter.state}` : 'empty.others')}
        >
          {t('empty.text')}
        </EmptyState>
      ) : null}
      {filter.state === 'done' && rows.length > 0 ? (
        <div className={classes.box}>
          <ul className={tasks.tasks} aria-label={t('filter.done')}>
            {rows.map((task) => (
              <Line key={task.id} task={task} may={may} />
            ))}
          </ul>
        </div>
      ) : (
        <Groups rows={rows} />
      )}
      {query.hasNextPage ? (
        <MoreButton busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}
