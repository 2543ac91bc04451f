import { NativeSelect, TextInput } from '@mantine/core'
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing } from '../../../app/commands/keys.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import classes from './Checklists.module.css'
import { type DraftItem, moved, newItem } from './items.ts'

const most = 50

interface LineProps {
  item: DraftItem
  number: number
  last: boolean
  onChange(part: Partial<DraftItem>): void
  onMove(by: 1 | -1): void
  onRemove(): void
  onNext(): void
}

function Line({ item, number, last, onChange, onMove, onRemove, onNext }: LineProps) {
  const { t } = useTranslation('checklists')
  const people = [...useAgents().values()].filter(
    ({ active, bot, id }) => (active && !bot) || id === item.assignee,
  )
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter') return
    event.preventDefault()
    if (event.currentTarget.value.trim() !== '') onNext()
  }
  return (
    <li className={classes.item}>
      <TextInput
        className={classes.itemTitle}
        aria-label={t('task', { number })}
        placeholder={t('taskHint')}
        data-item={item.key}
        maxLength={300}
        value={item.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <span className={classes.itemEnd}>
        <IconButton small label={t('up', { number })} disabled={number === 1} onClick={() => onMove(-1)}>
          <ArrowUp size={15} />
        </IconButton>
        <IconButton small label={t('down', { number })} disabled={last} onClick={() => onMove(1)}>
          <ArrowDown size={15} />
        </IconButton>
        <IconButton small label={t('removeTask', { number })} onClick={onRemove}>
          <X size={15} />
        </IconButton>
      </span>
      <NativeSelect
        className={classes.itemWho}
        aria-label={t('who', { number })}
        value={item.assignee}
        onChange={(event) => onChange({ assignee: event.currentTarget.value })}
        data={[
          { value: 'nobody', label: t('nobody') },
          { value: 'holder', label: t('holder') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NumberField
        className={classes.itemDue}
        aria-label={t('due', { number })}
        placeholder={t('noDue')}
        rightSection={<span className={classes.unit}>{t('hours')}</span>}
        rightSectionWidth={64}
        value={item.dueHours}
        onChange={(dueHours) => onChange({ dueHours })}
      />
    </li>
  )
}

interface Props {
  items: readonly DraftItem[]
  error: string | undefined
  onChange(items: DraftItem[]): void
}

/** The tasks of a checklist in their order; Enter goes on to the next one. */
export function ItemFields({ items, error, onChange }: Props) {
  const { t } = useTranslation('checklists')
  const list = useRef<HTMLUListElement>(null)
  const focus = (key: string) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-item="${key}"]`)?.focus())
  const addAfter = (at: number) => {
    const next = items[at + 1]
    if (next?.title === '') return focus(next.key)
    if (items.length >= most) return undefined
    const item = newItem()
    onChange(items.toSpliced(at + 1, 0, item))
    return focus(item.key)
  }
  return (
    <fieldset className={classes.items}>
      <legend>{t('tasks')}</legend>
      <p className={classes.hint}>{t('tasksHint')}</p>
      <ul ref={list} aria-label={t('tasks')}>
        {items.map((item, at) => (
          <Line
            key={item.key}
            item={item}
            number={at + 1}
            last={at === items.length - 1}
            onChange={(part) =>
              onChange(items.map((one) => (one.key === item.key ? { ...one, ...part } : one)))
            }
            onMove={(by) => onChange(moved(items, item.key, by))}
            onRemove={() => onChange(items.filter(({ key }) => key !== item.key))}
            onNext={() => void addAfter(at)}
          />
        ))}
      </ul>
      {error ? (
        <p className={classes.error} role="alert">
          {error}
        </p>
      ) : null}
      {items.length < most ? (
        <SmallButton icon={<Plus size={15} />} onClick={() => void addAfter(items.length - 1)}>
          {t('addTask')}
        </SmallButton>
      ) : null}
    </fieldset>
  )
}
