import { useTranslation } from 'react-i18next'
import type { Template } from '../../../api/reads/templates.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Success } from '../Success.tsx'
import classes from './Editor.module.css'

/** Whose answer it is, and how much it is used. */
export function Facts({ template }: { template: Template }) {
  const { t, i18n } = useTranslation('templates')
  const { ownerId, uses, lastUsedAt } = template
  const owner = useAgents().get(ownerId)?.name
  return (
    <p className={classes.facts}>
      {owner ? <span>{t('facts.owner', { name: owner })}</span> : null}
      <span>{t('uses', { count: uses, formatted: uses.toLocaleString(i18n.language) })}</span>
      <Success success={template.success} />
      {lastUsedAt ? (
        <span>
          {t('facts.last')} <Time at={lastUsedAt} form="day" />
        </span>
      ) : null}
    </p>
  )
}
