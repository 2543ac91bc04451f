import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAgents } from '../../../app/shared/directory.tsx'
import { DayWords } from '../../../ui/time/DayWords.tsx'
import classes from './Audit.module.css'
import { kinds } from './kinds.ts'

/** What is looked for; empty means all. Days are written as `2026-11-22`. */
export interface Wanted {
  /** Beginning of the action's name. */
  kind: string
  actorId: string
  from: string
  to: string
}

interface Props {
  wanted: Wanted
  onChange(wanted: Wanted): void
}

/** Narrows the log down by what was done, by whom and when. */
export function Filters({ wanted, onChange }: Props) {
  const { t } = useTranslation('audit')
  const agents = [...useAgents().values()]
  const set = (part: Partial<Wanted>) => onChange({ ...wanted, ...part })
  return (
    <div className={classes.filters} role="group" aria-label={t('filter.label')}>
      <NativeSelect
        label={t('filter.kind')}
        value={wanted.kind}
        data={[
          { value: '', label: t('filter.all') },
          ...kinds.map((kind) => ({ value: kind, label: t(`kind.${kind.replaceAll('.', '_')}`) })),
        ]}
        onChange={(event) => set({ kind: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('filter.actor')}
        value={wanted.actorId}
        data={[
          { value: '', label: t('filter.everybody') },
          ...agents.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => set({ actorId: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('filter.from')}
        inputContainer={(field) => <DayWords day={wanted.from}>{field}</DayWords>}
        value={wanted.from}
        max={wanted.to || undefined}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('filter.to')}
        inputContainer={(field) => <DayWords day={wanted.to}>{field}</DayWords>}
        value={wanted.to}
        min={wanted.from || undefined}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
    </div>
  )
}
