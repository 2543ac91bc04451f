import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus, Timer, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { slaPoliciesQuery } from '../../../api/reads/settings.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SortableList } from '../../../ui/sort/SortableList.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { hiding } from '../shared/conditions/hiding.ts'
import { useInWords } from '../shared/conditions/use-conditions.ts'
import { useSort } from '../shared/use-sort.ts'
import { type Policy, promisesInWords } from './policy.ts'
import classes from './Policies.module.css'

interface RowProps {
  policy: Policy
  /** One above it that is for everybody. */
  hiddenBy: Policy | undefined
  onRemove(): void
}

function PolicyRow({ policy, hiddenBy, onRemove }: RowProps) {
  const { t, i18n } = useTranslation('sla')
  // What can be promised is called as the clocks call it.
  useTranslation('clocks')
  const say = useInWords()
  const { id, name, applies, businessTime } = policy
  const counted = t(businessTime ? 'openHours' : 'allHours')
  return (
    <div className={classes.row} data-faint={hiddenBy !== undefined || undefined}>
      <div className={classes.words}>
        <PlainLink href={`/settings/sla/${id}`} className={classes.name}>
          {name}
        </PlainLink>
        <p className={classes.promises}>
          {[...promisesInWords(policy, t, i18n.language), counted].join(' · ')}
        </p>
        <p className={classes.applies}>
          {applies === null ? t('toEverybody') : t('to', { whom: say(applies) ?? '…' })}
        </p>
        {hiddenBy ? <p className={classes.hidden}>{t('hidden', { name: hiddenBy.name })}</p> : null}
      </div>
      <IconButton label={t('remove', { name })} onClick={onRemove}>
        <Trash2 size={16} />
      </IconButton>
    </div>
  )
}

function List({ policies, onRemove }: { policies: readonly Policy[]; onRemove(policy: Policy): void }) {
  const { t } = useTranslation('sla')
  const sort = useSort<Policy>(slaPoliciesQuery.queryKey, (policyIds) =>
    call('sla.orderPolicies', { body: { policyIds } }),
  )
  if (policies.length === 0)
    return (
      <EmptyState icon={<Timer size={28} strokeWidth={1.5} />} title={t('none')}>
        {t('noneText')}
      </EmptyState>
    )
  return (
    <SortableList
      label={t('app:settings.sla')}
      items={policies}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      onSort={sort}
    >
      {(policy, place) => (
        <PolicyRow policy={policy} hiddenBy={hiding(policies, place)} onRemove={() => onRemove(policy)} />
      )}
    </SortableList>
  )
}

/** What is promised to whom, in the order in which it is asked. */
export default function Policies() {
  const { t } = useTranslation('sla')
  const query = useQuery(slaPoliciesQuery)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [removed, setRemoved] = useState<Policy>()
  const remove = async ({ id }: Policy) => {
    await call('sla.deletePolicy', { params: { policyId: id } })
    await queryClient.invalidateQueries({ queryKey: slaPoliciesQuery.queryKey })
  }
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => void navigate({ href: '/settings/sla/new' })}>
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('app:settings.sla')} lead={t('lead')} action={add}>
      <Box>
        <Loaded query={query}>{(policies) => <List policies={policies} onRemove={setRemoved} />}</Loaded>
      </Box>
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
