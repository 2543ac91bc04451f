import { useQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checklistsQuery, type Task, tasksQuery } from '../../../api/reads/teamwork.ts'
import { useMay } from '../../../app/me.ts'
import type { BesideProps } from '../../../app/shared/beside/section.ts'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import { NewTask } from './NewTask.tsx'
import { TaskLine } from './TaskLine.tsx'
import classes from './Tasks.module.css'
import { type TaskWork, useTaskWork } from './use-task-work.ts'

interface LinesProps {
  tasks: readonly Task[]
  label: string
  may: boolean
  work: TaskWork
}

/** Tasks below each other, done ones folded away once there are several. */
function Lines({ tasks, label, may, work }: LinesProps) {
  const { t } = useTranslation('teamwork')
  const lines = (some: readonly Task[]) =>
    some.map((task) => <TaskLine key={task.id} task={task} may={may} work={work} />)
  const [open, done] = [tasks.filter(({ doneAt }) => doneAt === null), tasks.filter(({ doneAt }) => doneAt)]
  return (
    <>
      {open.length > 0 ? (
        <ul className={classes.tasks} aria-label={label}>
          {lines(open)}
        </ul>
      ) : null}
      {done.length > 0 ? (
        <details className={classes.done}>
          <summary>{t('task.done', { count: done.length })}</summary>
          <ul className={classes.tasks} aria-label={t('task.done', { count: done.length })}>
            {lines(done)}
          </ul>
        </details>
      ) : null}
    </>
  )
}

function AddChecklist({ work }: { work: TaskWork }) {
  const { t } = useTranslation('teamwork')
  const [opened, setOpened] = useState(false)
  const { data = [] } = useQuery(checklistsQuery)
  if (data.length === 0) return null
  return (
    <PickMenu
      label={t('checklist.add')}
      items={() =>
        data.map(({ id, name, items }) => ({
          id,
          label: name,
          detail: t('checklist.size', { count: items.length }),
          icon: <ListChecks size={15} />,
        }))
      }
      onPick={(id) => void work.addChecklist(id)}
      opened={opened}
      onOpened={setOpened}
      emptyText={t('checklist.none')}
      width={300}
    >
      <button
        type="button"
        className={classes.addList}
        aria-haspopup="dialog"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <ListChecks size={15} aria-hidden="true" />
        {t('checklist.add')}
      </button>
    </PickMenu>
  )
}

/** What is to be done about the conversation: checklists with how far they are, and single tasks. */
export default function TasksSection({ conversation: { id } }: BesideProps) {
  const { t } = useTranslation('teamwork')
  const may = useMay()('conversations.write')
  const query = useQuery(tasksQuery(id))
  const work = useTaskWork(id)
  const { lists = [], tasks = [] } = query.data ?? {}
  const known = new Set(lists.map((list) => list.id))
  const single = tasks.filter(({ listId }) => listId === null || !known.has(listId))
  return (
    <Section title={t('tasks')}>
      {query.isPending ? <SkeletonLines lines={2} /> : null}
      {query.isError && !query.data ? (
        <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
      ) : null}
      {lists.map((list) => {
        const own = tasks.filter(({ listId }) => listId === list.id)
        const done = own.filter(({ doneAt }) => doneAt !== null).length
        return (
          <div key={list.id} className={classes.list}>
            <h4 className={classes.listName}>
              <span>{list.name}</span>
              <span className={classes.progress} data-whole={done === own.length || undefined}>
                {t('checklist.progress', { done, all: own.length })}
              </span>
            </h4>
            <progress
              className={classes.bar}
              max={own.length}
              value={done}
              aria-label={t('checklist.progressOf', { name: list.name })}
            />
            <Lines tasks={own} label={list.name} may={may} work={work} />
          </div>
        )
      })}
      <Lines tasks={single} label={t('tasks')} may={may} work={work} />
      {query.data && tasks.length === 0 && !may ? <p className={classes.none}>{t('task.none')}</p> : null}
      {may && query.data ? (
        <>
          <NewTask onAdd={work.add} />
          <AddChecklist work={work} />
        </>
      ) : null}
    </Section>
  )
}
