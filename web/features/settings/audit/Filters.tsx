import { NativeSelect, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAgents } from '../../../app/shared/directory.tsx'
import { DayWords } from '../../../ui/time/DayWords.tsx'
import classes from './Audit.module.css'
import { kinds } from './kinds.ts'
import type { Wanted } from './terms.ts'

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
      <TextInput
        type="search"
        className={classes.text}
        label={t('filter.text')}
        placeholder={t('filter.textHint')}
        leftSection={<Search size={15} aria-hidden="true" />}
        maxLength={200}
        value={wanted.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
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
