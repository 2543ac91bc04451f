import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { type Task, tasksQuery, waitingQuery } from '../../../api/reads/teamwork.ts'
import type { Output } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { sayDone, sayProblem } from '../../../app/notices/notices.ts'

type Listed = Output<'teamwork.listTasks'>

/** What can be changed of a task. */
export interface TaskChange {
  title?: string
  assigneeId?: string | null
  dueAt?: string | null
  done?: boolean
}

/** What is shown of tasks before the server has answered. */
function useShown(conversationId: string) {
  const cache = useQueryClient()
  const { queryKey } = tasksQuery(conversationId)
  const show = (change: (tasks: Task[]) => Task[]) =>
    cache.setQueryData(queryKey, (old) => old && { ...old, tasks: change(old.tasks) })
  const put = (task: Task) => {
    show((tasks) => tasks.map((one) => (one.id === task.id ? task : one)))
    // In lists of all conversations it stays where it stands until they are read again.
    cache.setQueriesData<InfiniteData<Listed>>({ queryKey: ['task-list'] }, (old) => {
      if (!old) return old
      const place = (one: Listed['items'][number]) => (one.id === task.id ? { ...one, ...task } : one)
      return { ...old, pages: old.pages.map((page) => ({ ...page, items: page.items.map(place) })) }
    })
  }
  const read = () => {
    for (const key of [queryKey, ['task-list'], waitingQuery.queryKey])
      void cache.invalidateQueries({ queryKey: key })
  }
  const failed = (error: unknown) => {
    read()
    sayProblem(error)
  }
  const replace = (all: Output<'teamwork.addChecklist'>) => cache.setQueryData(queryKey, all)
  return { show, put, read, failed, replace }
}

/** Changes tasks: shown at once, and as the server says again where it refuses. */
export function useTaskWork(conversationId: string) {
  const { t } = useTranslation('teamwork')
  const { agent } = useMe()
  const { show, put, read, failed, replace } = useShown(conversationId)
  const change = (task: Task, { done, ...rest }: TaskChange) => {
    const isDone = task.doneAt !== null
    const doneNow =
      done === undefined || done === isDone
        ? {}
        : { doneAt: done ? new Date().toISOString() : null, doneBy: done ? agent.id : null }
    put({ ...task, ...rest, ...doneNow })
    return call('teamwork.updateTask', {
      params: { taskId: task.id },
      body: { ...rest, ...(done === undefined ? {} : { done }) },
    }).then((kept) => {
      put(kept)
      read()
    }, failed)
  }
  const add = async (title: string) => {
    const body = { title, assigneeId: null, dueAt: null }
    const task = await call('teamwork.addTask', { params: { conversationId }, body })
    show((tasks) => (tasks.some(({ id }) => id === task.id) ? tasks : [...tasks, task]))
    read()
  }
  const addChecklist = (checklistId: string) =>
    call('teamwork.addChecklist', { params: { conversationId }, body: { checklistId } }).then((all) => {
      replace(all)
      read()
    }, sayProblem)
  const remove = (task: Task) => {
    const params = { taskId: task.id }
    const takeBack = () => void call('teamwork.restoreTask', { params }).then(read, failed)
    show((tasks) => tasks.filter(({ id }) => id !== task.id))
    call('teamwork.removeTask', { params }).then(() => {
      read()
      const text = t('task.removed', { title: task.title })
      sayDone({ id: `task ${task.id}`, text, seconds: 8, undo: takeBack })
    }, failed)
  }
  return { change, add, addChecklist, remove }
}

/** What can be done with tasks. */
export type TaskWork = ReturnType<typeof useTaskWork>
