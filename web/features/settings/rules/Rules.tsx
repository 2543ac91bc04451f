import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus, Workflow } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { asProblem } from '../../../api/problem.ts'
import { type Rule, ruleLimitsQuery, rulesQuery } from '../../../api/reads/rules.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { SortableList } from '../../../ui/sort/SortableList.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { useSort } from '../shared/use-sort.ts'
import { Limits } from './Limits.tsx'
import { askedOrder, type AskedOrder, OrderDialog } from './OrderDialog.tsx'
import { RuleRow } from './RuleRow.tsx'

/** Switches a rule on or off; what may go wrong then is looked at on its page, where it can be confirmed. */
function useEnable() {
  const { t } = useTranslation('rules')
  const cache = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ rule, enabled }: { rule: Rule; enabled: boolean }) =>
      call('automations.enableRule', { params: { ruleId: rule.id }, body: { enabled } }),
    onSuccess: (saved) => {
      cache.setQueryData(rulesQuery.queryKey, (all) => all?.map((one) => (one.id === saved.id ? saved : one)))
      say(t(saved.enabled ? 'switchedOn' : 'switchedOff', { name: saved.name }))
    },
    onError: (error, { rule }) => {
      sayProblem(error)
      if (asProblem(error).code === 'automations.warnings')
        void navigate({ href: `/settings/rules/${rule.id}` })
    },
  })
}

interface ListProps {
  rules: readonly Rule[]
  onRemove(rule: Rule): void
  onAsked(order: AskedOrder): void
}

function List({ rules, onRemove, onAsked }: ListProps) {
  const { t } = useTranslation('rules')
  const enable = useEnable()
  const sort = useSort<Rule>(rulesQuery.queryKey, (ruleIds) =>
    call('automations.orderRules', { body: { ruleIds } }).catch((error: unknown) => {
      const asked = askedOrder(ruleIds, error)
      if (!asked) throw error
      onAsked(asked)
    }),
  )
  if (rules.length === 0)
    return (
      <EmptyState icon={<Workflow size={28} strokeWidth={1.5} />} title={t('none')}>
        {t('noneText')}
      </EmptyState>
    )
  return (
    <SortableList
      label={t('app:settings.rules')}
      items={rules}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      onSort={sort}
    >
      {(rule) => (
        <RuleRow
          rule={rule}
          busy={enable.isPending}
          onEnable={(enabled) => enable.mutate({ rule, enabled })}
          onRemove={() => onRemove(rule)}
        />
      )}
    </SortableList>
  )
}

/** All rules, in the order in which they are asked. */
export default function Rules() {
  const { t } = useTranslation('rules')
  const query = useQuery(rulesQuery)
  const limits = useQuery(ruleLimitsQuery)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [removed, setRemoved] = useState<Rule>()
  const [asked, setAsked] = useState<AskedOrder>()
  const remove = async ({ id }: Rule) => {
    await call('automations.deleteRule', { params: { ruleId: id } })
    await cache.invalidateQueries({ queryKey: rulesQuery.queryKey })
  }
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => void navigate({ href: '/settings/rules/new' })}>
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('app:settings.rules')} lead={t('lead')} action={add}>
      <Box>
        <Loaded query={query}>
          {(rules) => <List rules={rules} onRemove={setRemoved} onAsked={setAsked} />}
        </Loaded>
      </Box>
      {limits.data ? <Limits limits={limits.data} /> : null}
      {asked ? <OrderDialog asked={asked} onClose={() => setAsked(undefined)} /> : null}
      {removed ? (
        <AskDialog
          title={t('removeTitle', { name: removed.name })}
          done={t('removed', { name: removed.name })}
          run={() => remove(removed)}
          onClose={() => setRemoved(undefined)}
        >
          {t('removeText')}
        </AskDialog>
      ) : null}
    </Page>
  )
}
