import { Trash2 } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '../../../api/reads/teamwork.ts'
import { isComposing } from '../../../app/commands/keys.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { AssigneeMenu } from './AssigneeMenu.tsx'
import { DueMenu } from './DueMenu.tsx'
import classes from './Tasks.module.css'
import type { TaskWork } from './use-task-work.ts'

interface TitleProps {
  title: string
  onDone(title: string | undefined): void
}

/** The words of a task while they are changed: Enter or leaving keeps them, Escape does not. */
function TitleField({ title, onDone }: TitleProps) {
  const { t } = useTranslation('teamwork')
  const ended = useRef(false)
  const end = (text: string | undefined) => {
    if (ended.current) return
    ended.current = true
    onDone(text)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent) || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    end(event.key === 'Enter' ? event.currentTarget.value : undefined)
  }
  return (
    <input
      className={classes.titleField}
      aria-label={t('task.words')}
      defaultValue={title}
      maxLength={300}
      autoFocus
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
    />
  )
}

interface Props {
  task: Task
  may: boolean
  work: TaskWork
  /** What stands below it: of which conversation it is. */
  children?: ReactNode
}

/** One task: what, by whom, until when, and whether it is done. */
export function TaskLine({ task, may, work, children }: Props) {
  const { t } = useTranslation('teamwork')
  const agents = useAgents()
  const [changing, setChanging] = useState(false)
  const { title, doneAt, doneBy } = task
  const done = doneAt !== null
  const words = title === '' ? t('task.erased') : title
  const rename = (text: string | undefined) => {
    setChanging(false)
    const wanted = text?.trim()
    if (wanted && wanted !== title) void work.change(task, { title: wanted })
  }
  const controls = done ? null : (
    <>
      <DueMenu
        dueAt={task.dueAt}
        may={may}
        title={words}
        onDue={(dueAt) => void work.change(task, { dueAt })}
      />
      <AssigneeMenu
        assigneeId={task.assigneeId}
        may={may}
        title={words}
        onAssign={(assigneeId) => void work.change(task, { assigneeId })}
      />
    </>
  )
  // What is settled stands below the words, which need the line for themselves.
  const settled = task.dueAt !== null || task.assigneeId !== null || children !== undefined
  return (
    <li className={classes.task} data-done={done || undefined}>
      <input
        type="checkbox"
        className={classes.check}
        aria-label={words}
        checked={done}
        disabled={!may}
        onChange={(event) => void work.change(task, { done: event.currentTarget.checked })}
      />
      <div className={classes.words}>
        {changing ? (
          <TitleField title={title} onDone={rename} />
        ) : may && title !== '' ? (
          <button
            type="button"
            className={classes.title}
            title={t('task.edit')}
            onClick={() => setChanging(true)}
          >
            {words}
          </button>
        ) : (
          <span className={classes.title}>{words}</span>
        )}
        {settled || doneAt !== null ? (
          <span className={classes.meta}>
            {settled ? controls : null}
            {doneAt !== null ? (
              <span className={classes.doneBy}>
                {doneBy ? `${agents.get(doneBy)?.name ?? t('words:someone')} ` : null}
                <Time at={doneAt} form="day" />
              </span>
            ) : null}
            {children}
          </span>
        ) : null}
      </div>
      {settled ? null : <span className={classes.controls}>{controls}</span>}
      {may ? (
        <IconButton
          small
          label={t('task.remove', { title: words })}
          className={classes.remove}
          onClick={() => work.remove(task)}
        >
          <Trash2 size={14} />
        </IconButton>
      ) : null}
    </li>
  )
}
