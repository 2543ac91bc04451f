import { Button, Textarea } from '@mantine/core'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAgents, useInboxes, useTags } from '../../../app/shared/directory.tsx'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './ApprovalRules.module.css'

/** Whose answers a second person looks at; words stand one a line. */
export interface Rule {
  agentIds: string[]
  inboxIds: string[]
  tagIds: string[]
  words: string
}

interface Props {
  rules: readonly Rule[]
  onChange(rules: Rule[]): void
}

const empty: Rule = { agentIds: [], inboxIds: [], tagIds: [], words: '' }

/** Which answers wait for a second person. */
export function ApprovalRules({ rules, onChange }: Props) {
  const { t } = useTranslation('sending')
  const people = [...useAgents().values()].map(({ id, name }) => ({ id, label: name }))
  const inboxes = [...useInboxes().values()].map(({ id, name }) => ({ id, label: name }))
  const tags = [...useTags().values()].map(({ id, name }) => ({ id, label: name }))
  const fields = [
    { key: 'agentIds', label: t('agents'), items: people },
    { key: 'inboxIds', label: t('inboxes'), items: inboxes },
    { key: 'tagIds', label: t('tags'), items: tags },
  ] as const
  const change = (at: number, part: Partial<Rule>) =>
    onChange(rules.map((rule, place) => (place === at ? { ...rule, ...part } : rule)))
  return (
    <Section
      title={t('approval')}
      lead={t('approvalLead')}
      action={
        <Button
          variant="default"
          leftSection={<Plus size={15} />}
          onClick={() => onChange([...rules, empty])}
        >
          {t('addRule')}
        </Button>
      }
    >
      {rules.length === 0 ? <p className={classes.none}>{t('none')}</p> : null}
      {rules.map((rule, at) => (
        <fieldset key={at} className={classes.rule}>
          <legend className={classes.head}>
            <span>{t('rule', { number: at + 1 })}</span>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={t('removeRule', { number: at + 1 })}
              onClick={() => onChange(rules.filter((_, place) => place !== at))}
            >
              <Trash2 size={15} aria-hidden="true" />
            </Button>
          </legend>
          <p className={classes.hint}>{t('ruleHint')}</p>
          {fields.map(({ key, label, items }) => (
            <PickMany
              key={key}
              label={label}
              add={t('choose')}
              items={items}
              value={rule[key]}
              onChange={(value) => change(at, { [key]: value })}
            />
          ))}
          <Textarea
            label={t('ruleWords')}
            autosize
            minRows={1}
            maxRows={8}
            value={rule.words}
            onChange={(event) => change(at, { words: event.currentTarget.value })}
          />
        </fieldset>
      ))}
    </Section>
  )
}
