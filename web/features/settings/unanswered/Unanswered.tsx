import { Button, NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { unansweredRulesQuery } from '../../../api/reads/settings.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import { useInboxes, useTeams } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { RuleFields } from './RuleFields.tsx'
import { type Draft, draftOf, movedTo, placeOf, type Rule, rulesOf, wrongLength } from './rules.ts'
import classes from './Unanswered.module.css'

/** Inboxes and teams for which there may be a rule of their own. */
function usePlaces() {
  const { t } = useTranslation('unanswered')
  const inboxes = [...useInboxes().values()].filter(({ state }) => state !== 'archived')
  const teams = [...useTeams().values()]
  return [
    {
      group: t('inboxes'),
      items: inboxes.map(({ id, name }) => ({ value: `inbox ${id}`, label: name })),
    },
    { group: t('teams'), items: teams.map(({ id, name }) => ({ value: `team ${id}`, label: name })) },
  ]
}

type Places = ReturnType<typeof usePlaces>

interface OtherProps {
  form: Form<Draft>
  at: number
  rule: Rule
  places: Places
}

/** A rule for one inbox or team. */
function Other({ form, at, rule, places }: OtherProps) {
  const { t } = useTranslation('unanswered')
  const { others } = form.draft
  const change = (next: Rule) => form.set({ others: others.with(at, next) })
  const taken = new Set(others.filter((one) => one !== rule).map(placeOf))
  const free = places.map(({ group, items }) => ({
    group,
    items: items.filter(({ value }) => !taken.has(value)),
  }))
  const name = places.flatMap(({ items }) => items).find(({ value }) => value === placeOf(rule))?.label
  return (
    <li className={classes.other}>
      <div className={classes.place}>
        <NativeSelect
          label={t('place')}
          data={free}
          value={placeOf(rule)}
          onChange={(event) => change(movedTo(rule, event.currentTarget.value))}
        />
        <IconButton
          label={t('remove', { name: name ?? '' })}
          onClick={() => form.set({ others: others.toSpliced(at, 1) })}
        >
          <Trash2 size={16} />
        </IconButton>
      </div>
      <RuleFields
        rule={rule}
        lengthError={form.errorOf(`others.${at}.seconds`)}
        tellsError={form.errorOf(`others.${at}.tells`)}
        onChange={change}
      />
    </li>
  )
}

function Others({ form }: { form: Form<Draft> }) {
  const { t } = useTranslation('unanswered')
  const places = usePlaces()
  const { everywhere, others } = form.draft
  const taken = new Set(others.map(placeOf))
  const next = places.flatMap(({ items }) => items).find(({ value }) => !taken.has(value))
  const add = (place: string) =>
    form.set({ others: [...others, movedTo({ ...everywhere, seconds: everywhere.seconds ?? 3600 }, place)] })
  return (
    <Section title={t('others')} lead={t('othersLead')}>
      {others.length === 0 ? null : (
        <ul className={classes.others} aria-label={t('others')}>
          {others.map((rule, at) => (
            <Other key={placeOf(rule)} form={form} at={at} rule={rule} places={places} />
          ))}
        </ul>
      )}
      {next ? (
        <div>
          <Button variant="default" leftSection={<Plus size={16} />} onClick={() => add(next.value)}>
            {t('add')}
          </Button>
        </div>
      ) : null}
    </Section>
  )
}

function RulesForm({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation('unanswered')
  const queryClient = useQueryClient()
  const form = useForm<Draft>({
    saved: draftOf(rules),
    check: ({ everywhere, others }) => {
      const wrongIn = (path: string, rule: Rule) => {
        const length = wrongLength(rule)
        const nobody = rule.seconds !== null && rule.tells.length === 0
        return {
          [`${path}.seconds`]: length && t(`wrong.${length}`),
          [`${path}.tells`]: nobody ? t('wrong.nobody') : undefined,
        }
      }
      return Object.assign(
        wrongIn('everywhere', everywhere),
        ...others.map((rule, at) => wrongIn(`others.${at}`, rule)),
      )
    },
    save: async (draft) => {
      queryClient.setQueryData(
        unansweredRulesQuery.queryKey,
        await call('unanswered.saveUnansweredRules', { body: { rules: rulesOf(draft) } }),
      )
    },
  })
  return (
    <SaveForm form={form}>
      <Section title={t('everywhere')} lead={t('everywhereLead')}>
        <RuleFields
          rule={form.draft.everywhere}
          lengthError={form.errorOf('everywhere.seconds')}
          tellsError={form.errorOf('everywhere.tells')}
          onChange={(everywhere) => form.set({ everywhere })}
        />
      </Section>
      <Others form={form} />
    </SaveForm>
  )
}

/** After how long people are told that a customer waits for an answer, and who. */
export default function Unanswered() {
  const { t } = useTranslation('unanswered')
  const query = useQuery(unansweredRulesQuery)
  return (
    <Page
      title={t('app:settings.unanswered')}
      lead={
        <>
          {t('lead')} <PlainLink href="/inbox?sort=waiting">{t('toList')}</PlainLink>
        </>
      }
    >
      <Loaded query={query}>{(rules) => <RulesForm rules={rules} />}</Loaded>
    </Page>
  )
}
