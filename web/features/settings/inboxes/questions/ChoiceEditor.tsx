import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { tagsQuery } from '../../../../api/reads/directory.ts'
import { useInboxes } from '../../../../app/shared/directory.tsx'
import { PickMany } from '../../../../ui/pick/PickMany.tsx'
import type { Choice } from './question.ts'
import { languages } from '../../../../ui/languages.ts'
import classes from './Questions.module.css'

const priorities = ['urgent', 'high', 'normal', 'low'] as const

interface Props {
  choice: Choice
  error(part: string): string | undefined
  onChange(choice: Choice): void
}

/** What follows from a choice: tags, another inbox, a priority. */
function Consequences({ choice, onChange }: Omit<Props, 'error'>) {
  const { t } = useTranslation('settings')
  const tags = useQuery(tagsQuery).data ?? []
  const names = [...new Set([...tags.map(({ name }) => name), ...(choice.tags ?? [])])]
  const { inboxId: _inbox, priority: _priority, ...rest } = choice
  const { inboxId = '', priority = '' } = choice
  const route = (part: { inboxId?: string; priority?: string }) => {
    const next = { inboxId, priority, ...part }
    onChange({
      ...rest,
      ...(next.inboxId === '' ? {} : { inboxId: next.inboxId }),
      ...(next.priority === '' ? {} : { priority: next.priority }),
    })
  }
  return (
    <details className={classes.more}>
      <summary>{t('question.follows')}</summary>
      <div className={classes.consequences}>
        <PickMany
          label={t('question.tags')}
          add={t('question.addTag')}
          items={names.map((name) => ({ id: name, label: name }))}
          value={choice.tags ?? []}
          onChange={(chosen) => onChange({ ...choice, tags: chosen })}
          create={{
            text: (q) => t('question.newTag', { name: q }),
            run: (q) => onChange({ ...choice, tags: [...(choice.tags ?? []), q] }),
          }}
        />
        <NativeSelect
          label={t('question.inbox')}
          data={[
            { value: '', label: t('question.sameInbox') },
            ...[...useInboxes().values()].map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={inboxId}
          onChange={(event) => route({ inboxId: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('question.priority')}
          data={[
            { value: '', label: t('question.samePriority') },
            ...priorities.map((one) => ({ value: one, label: t(`words:priority.${one}`) })),
          ]}
          value={priority}
          onChange={(event) => route({ priority: event.currentTarget.value })}
        />
      </div>
    </details>
  )
}

/** One answer to choose. */
export function ChoiceEditor({ choice, error, onChange }: Props) {
  const { t } = useTranslation('settings')
  return (
    <div className={classes.choiceFields}>
      <div className={classes.pair}>
        {languages.map(({ value: language }) => (
          <TextInput
            key={language}
            lang={language}
            aria-label={`${t('question.choiceName')} (${language})`}
            leftSection={<small aria-hidden="true">{language.toUpperCase()}</small>}
            maxLength={200}
            error={error(`label.${language}`) ?? (language === 'ja' ? error('label') : undefined)}
            value={choice.label[language] ?? ''}
            onChange={(event) =>
              onChange({ ...choice, label: { ...choice.label, [language]: event.currentTarget.value } })
            }
          />
        ))}
      </div>
      <Consequences choice={choice} onChange={onChange} />
    </div>
  )
}
