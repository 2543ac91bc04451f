import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { type ApiProblem, asProblem } from '../../../api/problem.ts'
import { rulesQuery } from '../../../api/reads/rules.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { AskDialog } from '../shared/AskDialog.tsx'
import classes from './Rules.module.css'

/** Two rules of which another one would win. */
interface Fight {
  key: string
  rule: string
  winner: string
  en: string
  ja: string
}

/** An order in which other rules would win, as the server tells it. */
export interface AskedOrder {
  ruleIds: string[]
  fights: readonly Fight[]
}

/** The order that was refused since other rules would win in it; undefined for any other problem. */
export function askedOrder(ruleIds: string[], error: unknown): AskedOrder | undefined {
  const { code, reasons }: ApiProblem = asProblem(error)
  return code === 'automations.order-warnings'
    ? { ruleIds, fights: reasons as unknown as Fight[] }
    : undefined
}

/** Says what follows from an order, and keeps it where that is meant so. */
export function OrderDialog({ asked: { ruleIds, fights }, onClose }: { asked: AskedOrder; onClose(): void }) {
  const { t, i18n } = useTranslation('rules')
  const cache = useQueryClient()
  const keep = async () => {
    const saved = await call('automations.orderRules', {
      body: { ruleIds, confirmed: fights.map(({ key }) => key) },
    })
    cache.setQueryData(rulesQuery.queryKey, saved)
  }
  return (
    <AskDialog
      title={t('order.title')}
      action={t('order.anyway')}
      done={t('order.done')}
      danger={false}
      run={keep}
      onClose={onClose}
    >
      {t('order.text')}
      <ul className={classes.fights}>
        {fights.map(({ key, rule, winner, ...over }) => (
          <li key={key}>{t('order.fight', { rule, winner, over: inLanguage(over, i18n.language) })}</li>
        ))}
      </ul>
    </AskDialog>
  )
}
