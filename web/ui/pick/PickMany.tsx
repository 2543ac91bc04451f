import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickItem } from './find-items.ts'
import { PickMenu } from './PickMenu.tsx'
import classes from './PickMany.module.css'

interface Props {
  label: string
  /** The label is heard only: what it says stands beside the field already. */
  unseen?: boolean
  /** The button that opens the list: "Add member". */
  add: string
  hint?: string
  items: readonly PickItem[]
  value: readonly string[]
  onChange(value: string[]): void
  /** Said when nothing fits what was typed, or nothing was typed yet. */
  emptyText?: string
  /** Offers to make what was typed when nothing has that name. */
  create?: { text(query: string): string; run(query: string): void }
}

/** A field that holds several things of a list, each with a button to take it out. */
export function PickMany({
  label,
  unseen = false,
  add,
  hint,
  items,
  value,
  onChange,
  emptyText,
  create,
}: Props) {
  const { t } = useTranslation('ui')
  const heading = useId()
  const [opened, setOpened] = useState(false)
  const without = (id: string) => onChange(value.filter((one) => one !== id))
  const toggle = (id: string) => (value.includes(id) ? without(id) : onChange([...value, id]))
  const nameOf = (id: string) => items.find((item) => item.id === id)?.label ?? id
  return (
    <div role="group" aria-labelledby={heading} className={classes.field}>
      <span id={heading} className={unseen ? 'visually-hidden' : classes.label}>
        {label}
      </span>
      {hint ? <span className={classes.hint}>{hint}</span> : null}
      <div className={classes.chosen}>
        {value.map((id) => (
          <span key={id} className={classes.one}>
            <span className={classes.name}>{nameOf(id)}</span>
            <button
              type="button"
              className={classes.out}
              aria-label={t('takeOut', { name: nameOf(id) })}
              onClick={() => without(id)}
            >
              <X size={13} aria-hidden="true" />
            </button>
          </span>
        ))}
        <PickMenu
          label={add}
          multiple
          items={() => items.map((item) => ({ ...item, chosen: value.includes(item.id) }))}
          onPick={toggle}
          {...(create ? { create } : {})}
          emptyText={emptyText ?? t('nothingFits')}
          opened={opened}
          onOpened={setOpened}
        >
          <button
            type="button"
            className={classes.add}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <Plus size={14} aria-hidden="true" />
            {add}
          </button>
        </PickMenu>
      </div>
    </div>
  )
}
