import { notifications } from '@mantine/notifications'
import { CircleCheck, CloudAlert } from 'lucide-react'
import i18n from 'i18next'
import { asProblem } from '../../api/problem.ts'
import { problemText } from './problem-text.ts'
import { rememberUndo, undo } from './undo.ts'
import { UndoNotice } from './UndoNotice.tsx'

/** Says in passing that something was done. */
export function say(text: string): void {
  notifications.show({ message: text, icon: <CircleCheck size={18} />, autoClose: 3000 })
}

/** Says that something went wrong, in a sentence. */
export function sayProblem(error: unknown): void {
  const problem = asProblem(error)
  notifications.show({
    id: `problem ${problem.code}`,
    message: problemText(i18n.t, problem),
    color: 'red',
    icon: <CloudAlert size={18} />,
    autoClose: 8000,
    role: 'alert',
  })
}

interface Done {
  id: string
  text: string
  seconds: number
  undo(): void
  /** Counts the seconds down: something leaves when they are over. */
  countDown?: boolean
}

/** Says that something was done and offers to take it back: by its button, or by the key Z. */
export function sayDone({ id, text, seconds, undo: takeBack, countDown = false }: Done): void {
  const until = Date.now() + seconds * 1000
  const hide = () => notifications.hide(id)
  rememberUndo({
    id,
    text,
    until,
    undo: () => {
      hide()
      takeBack()
    },
  })
  hide()
  notifications.show({
    id,
    message: (
      <UndoNotice text={text} until={countDown ? until : undefined} onUndo={() => undo(Date.now(), id)} />
    ),
    withBorder: false,
    icon: <CircleCheck size={18} />,
    autoClose: seconds * 1000,
  })
}
