import { Plus } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing } from '../../../app/commands/keys.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import classes from './Tasks.module.css'

/** A line in which one says what is to be done; Enter keeps it, and the next one can be typed. */
export function NewTask({ onAdd }: { onAdd(title: string): Promise<void> }) {
  const { t } = useTranslation('teamwork')
  const field = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  // State comes too late for a key that is pressed twice.
  const running = useRef(false)
  const save = async () => {
    const written = field.current?.value ?? ''
    if (written.trim() === '' || running.current) return
    running.current = true
    setBusy(true)
    try {
      await onAdd(written.trim())
      // What was written on since is the next one.
      if (field.current?.value.startsWith(written))
        field.current.value = field.current.value.slice(written.length)
    } catch (error) {
      sayProblem(error)
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter') return
    event.preventDefault()
    void save()
  }
  return (
    <div className={classes.newTask} aria-busy={busy}>
      <Plus size={15} aria-hidden="true" />
      <input
        ref={field}
        aria-label={t('task.new')}
        placeholder={t('task.new')}
        maxLength={300}
        enterKeyHint="done"
        onKeyDown={onKeyDown}
        onBlur={() => void save()}
      />
    </div>
  )
}
