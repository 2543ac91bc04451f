import { NativeSelect } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { PickItem } from '../../../ui/pick/find-items.ts'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import classes from './Levels.module.css'

/** Something with how well. */
interface Levelled {
  id: string
  level: number
}

interface Props<T extends Levelled> {
  label: string
  hint?: string
  /** The button that opens the list. */
  add: string
  /** Said while nothing is chosen. */
  emptyText: string
  items: readonly PickItem[]
  /** What something is called that is chosen and is in the list no more. */
  goneName: string
  value: readonly T[]
  onChange(value: T[]): void
  make(id: string): T
  /** Whether a level is one that somebody has, or the least that is asked for. */
  least?: boolean
  /** What else is said of one. */
  children?(one: T, name: string, change: (part: Partial<T>) => void): ReactNode
}

const levels = [1, 2, 3, 4, 5] as const

/** A field that holds several things of a list, each with a level. */
export function Levels<T extends Levelled>(props: Props<T>) {
  const { label, hint, add, emptyText, items, goneName, value, onChange, make, least = false } = props
  const { t } = useTranslation('skills')
  const heading = useId()
  const [opened, setOpened] = useState(false)
  const nameOf = (id: string) => items.find((item) => item.id === id)?.label ?? goneName
  const left = items.filter(({ id }) => !value.some((one) => one.id === id))
  const change = (id: string) => (part: Partial<T>) =>
    onChange(value.map((one) => (one.id === id ? { ...one, ...part } : one)))
  return (
    <div role="group" aria-labelledby={heading} className={classes.field}>
      <span id={heading} className={classes.label}>
        {label}
      </span>
      {hint ? <span className={classes.hint}>{hint}</span> : null}
      {value.length === 0 ? <span className={classes.hint}>{emptyText}</span> : null}
      <ul className={classes.list}>
        {value.map((one) => (
          <li key={one.id} className={classes.one}>
            <span className={classes.name}>{nameOf(one.id)}</span>
            <NativeSelect
              aria-label={t('levelOf', { name: nameOf(one.id) })}
              data={levels.map((level) => ({
                value: String(level),
                label: t(least ? `least.${level}` : `level.${level}`),
              }))}
              value={String(one.level)}
              onChange={(event) => change(one.id)({ level: Number(event.currentTarget.value) } as Partial<T>)}
            />
            {props.children?.(one, nameOf(one.id), change(one.id))}
            <IconButton
              small
              label={t('ui:takeOut', { name: nameOf(one.id) })}
              onClick={() => onChange(value.filter((other) => other.id !== one.id))}
            >
              <X size={15} />
            </IconButton>
          </li>
        ))}
      </ul>
      {left.length > 0 ? (
        <PickMenu
          label={add}
          items={() => left}
          onPick={(id) => onChange([...value, make(id)])}
          emptyText={t('ui:nothingFits')}
          opened={opened}
          onOpened={setOpened}
        >
          <button
            type="button"
            className={classes.add}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <Plus size={14} aria-hidden="true" />
            {add}
          </button>
        </PickMenu>
      ) : null}
    </div>
  )
}
