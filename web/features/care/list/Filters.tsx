import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Download, ListFilter } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/call.ts'
import { complaintSettingsQuery } from '../../../api/reads/complaints.ts'
import { useMay, useMe } from '../../../app/me.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { DayWords } from '../../../ui/time/DayWords.tsx'
import classes from './List.module.css'
import { type ComplaintSearch, filterOf, narrowedBy } from './search.ts'

interface ChoiceProps {
  label: string
  value: string | undefined
  onChoose(value: string | undefined): void
  children: ReactNode
}

function Choice({ label, value = '', onChoose, children }: ChoiceProps) {
  return (
    <select
      className={classes.select}
      aria-label={label}
      data-set={value === '' ? undefined : ''}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value || undefined)}
    >
      {children}
    </select>
  )
}

function OwnerChoice({ value, onChoose }: Pick<ChoiceProps, 'value' | 'onChoose'>) {
  const { t } = useTranslation('care')
  const me = useMe().agent
  const people = [...useAgents().values()].filter(({ active, bot, id }) => active && !bot && id !== me.id)
  return (
    <Choice label={t('field.ownerId')} value={value} onChoose={onChoose}>
      <option value="">{t('filter.anyOwner')}</option>
      <option value="me">{t('filter.mine')}</option>
      <option value="nobody">{t('filter.nobody')}</option>
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Choice>
  )
}

function Day({
  label,
  value = '',
  onChange,
}: {
  label: string
  value?: string | undefined
  onChange(day: string | undefined): void
}) {
  return (
    <label className={classes.dayField}>
      <span>{label}</span>
      <DayWords day={value}>
        <input
          type="date"
          className={classes.day}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      </DayWords>
    </label>
  )
}

interface Props {
  search: ComplaintSearch
  onChange(part: ComplaintSearch): void
}

/** What narrows the list of complaints down, and the way to take it out. */
export function Filters({ search, onChange }: Props) {
  const { t } = useTranslation('care')
  const may = useMay()
  const causes = useQuery(complaintSettingsQuery).data?.causes ?? []
  const [open, setOpen] = useState(false)
  const narrowed = narrowedBy(search)
  return (
    <div
      className={classes.filters}
      role="group"
      aria-label={t('filter.label')}
      data-open={open || undefined}
    >
      <Choice
        label={t('filter.state')}
        value={search.state}
        onChoose={(state) => onChange({ state: state as ComplaintSearch['state'] })}
      >
        <option value="">{t('filter.standing')}</option>
        {(['overdue', 'closed', 'all'] as const).map((one) => (
          <option key={one} value={one}>
            {t(`filter.${one}`)}
          </option>
        ))}
      </Choice>
      <Button
        className={classes.toggle}
        variant="default"
        aria-expanded={open}
        leftSection={<ListFilter size={15} />}
        onClick={() => setOpen(!open)}
      >
        {t('filter.label')}
        {narrowed > 0 ? ` (${narrowed})` : null}
      </Button>
      <Choice
        label={t('field.severity')}
        value={search.severity}
        onChoose={(severity) => onChange({ severity: severity as ComplaintSearch['severity'] })}
      >
        <option value="">{t('filter.anySeverity')}</option>
        {(['critical', 'serious', 'minor'] as const).map((one) => (
          <option key={one} value={one}>
            {t(`severity.${one}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('field.causeId')} value={search.cause} onChoose={(cause) => onChange({ cause })}>
        <option value="">{t('filter.anyCause')}</option>
        <option value="none">{t('notNamed')}</option>
        {causes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <OwnerChoice value={search.owner} onChoose={(owner) => onChange({ owner })} />
      <Choice
        label={t('filter.repeats')}
        value={search.repeats ? 'true' : undefined}
        onChoose={(value) => onChange({ repeats: value ? true : undefined })}
      >
        <option value="">{t('filter.anyRepeats')}</option>
        <option value="true">{t('filter.onlyRepeats')}</option>
      </Choice>
      <Day label={t('filter.from')} value={search.from} onChange={(from) => onChange({ from })} />
      <Day label={t('filter.to')} value={search.to} onChange={(to) => onChange({ to })} />
      {may('complaints.manage') ? (
        <Button
          component="a"
          className={classes.export}
          href={addressOf('/api/complaints.csv', { query: { ...filterOf(search) } })}
          download
          variant="default"
          leftSection={<Download size={15} />}
        >
          {t(narrowed > 0 || search.state ? 'exportShown' : 'export')}
        </Button>
      ) : null}
    </div>
  )
}
