import '@mantine/core/styles/Switch.layer.css'
import { Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Trash2, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../api/problem.ts'
import { actionsQuery } from '../../../api/reads/macros.ts'
import { type Rule, triggersQuery } from '../../../api/reads/rules.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { useInWords } from '../shared/conditions/use-conditions.ts'
import { stepWords, whenWords } from './rule.ts'
import classes from './Rules.module.css'

/** When, if and then of a rule, each in a sentence. */
function Words({ rule }: { rule: Rule }) {
  const { t, i18n } = useTranslation('rules')
  const say = useInWords()
  const triggers = useQuery(triggersQuery).data
  const actions = useQuery(actionsQuery).data
  return (
    <dl className={classes.sentence}>
      <div>
        <dt>{t('when')}</dt>
        <dd>{triggers ? whenWords(rule.when, triggers, t, i18n.language) : '…'}</dd>
      </div>
      {rule.applies === null ? null : (
        <div>
          <dt>{t('if')}</dt>
          <dd>{say(rule.applies) ?? '…'}</dd>
        </div>
      )}
      <div>
        <dt>{t('then')}</dt>
        <dd>
          {actions
            ? rule.steps.map((step) => stepWords(step, actions, t, i18n.language)).join(t('stepsJoin'))
            : '…'}
          {rule.stops ? <span className={classes.stops}> {t('stopsShort')}</span> : null}
        </dd>
      </div>
    </dl>
  )
}

interface Props {
  rule: Rule
  busy: boolean
  onEnable(enabled: boolean): void
  onRemove(): void
}

/** One rule of the list: its name, what it says, whether it is on, and how often it was carried out lately. */
export function RuleRow({ rule, busy, onEnable, onRemove }: Props) {
  const { t } = useTranslation('rules')
  const textOf = useProblemText()
  const { id, name, enabled, wrong, runs, troubled, lastRunAt } = rule
  return (
    <div className={classes.row} data-faint={!enabled || undefined}>
      <div className={classes.words}>
        <PlainLink href={`/settings/rules/${id}`} className={classes.name}>
          {name}
        </PlainLink>
        <Words rule={rule} />
        {wrong ? (
          <p className={classes.broken}>
            <TriangleAlert size={14} aria-hidden="true" />
            <span>
              {textOf(
                new ApiProblem({
                  code: wrong.code,
                  status: 400,
                  detail: wrong.detail,
                  reasons: wrong.reasons,
                }),
              )}
            </span>
          </p>
        ) : null}
        <p className={classes.facts}>
          <span>{runs === 0 ? t('ranNever') : t('ran', { count: runs })}</span>
          {troubled > 0 ? (
            <span className={classes.troubled}>{t('troubled', { count: troubled })}</span>
          ) : null}
          {lastRunAt ? (
            <span>
              {t('lastRun')} <Time at={lastRunAt} form="since" />
            </span>
          ) : null}
        </p>
      </div>
      <Switch
        className={classes.switch}
        aria-label={t('enable', { name })}
        checked={enabled}
        disabled={busy}
        onChange={(event) => onEnable(event.currentTarget.checked)}
      />
      <IconButton label={t('remove', { name })} onClick={onRemove}>
        <Trash2 size={16} />
      </IconButton>
    </div>
  )
}
