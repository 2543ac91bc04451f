import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Workflow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { type Rule, rulesQuery } from '../../../api/reads/rules.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { NewRule } from './NewRule.tsx'
import { draftOf } from './rule.ts'
import { RuleForm } from './RuleForm.tsx'
import { RunLog } from './RunLog.tsx'
import { useRuleForm } from './use-rule-form.ts'

function Changing({ rule }: { rule: Rule }) {
  const { id, version } = rule
  const form = useRuleForm({
    saved: draftOf(rule),
    save: (body) => call('automations.updateRule', { params: { ruleId: id }, body: { ...body, version } }),
  })
  return (
    <>
      <RuleForm rule={form} />
      <RunLog ruleId={id} />
    </>
  )
}

function Kept({ ruleId }: { ruleId: string }) {
  const { t } = useTranslation('rules')
  const query = useQuery(rulesQuery)
  const found = query.data?.find(({ id }) => id === ruleId)
  return (
    <Page
      title={found?.name ?? t('app:settings.rules')}
      above={{ to: '/settings/rules', title: t('app:settings.rules') }}
      lead={found ? t('changeLead') : null}
    >
      <Loaded query={query}>
        {() =>
          found ? (
            <Changing key={found.id} rule={found} />
          ) : (
            <EmptyState icon={<Workflow size={28} strokeWidth={1.5} />} title={t('goneRule')}>
              {t('goneRuleText')}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

/** One rule: when it answers, if what holds, what it does then; and what it did. `new` is one to be made. */
export default function RulePage() {
  const { ruleId } = useParams({ strict: false }) as { ruleId: string }
  return ruleId === 'new' ? <NewRule /> : <Kept ruleId={ruleId} />
}
