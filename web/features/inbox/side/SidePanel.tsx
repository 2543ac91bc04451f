import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../../api/problem.ts'
import { customerQuery } from '../../../api/reads/customers.ts'
import type { ConversationDetail } from '../../../api/types.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { Attributes } from '../../../app/shared/customer/Attributes.tsx'
import { Identities } from '../../../app/shared/customer/Identities.tsx'
import { Notes } from '../../../app/shared/customer/Notes.tsx'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Context } from './Context.tsx'
import { EarlierContacts } from './EarlierContacts.tsx'
import classes from './SidePanel.module.css'
import { SideTabs, useSideTab } from './SideTabs.tsx'
import { Work } from './Work.tsx'

/** The customer: who, where from, what is known, what was before. */
function CustomerTab({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation('inbox')
  const textOf = useProblemText()
  const { id } = conversation.customer
  const { data: customer, isError, error, refetch } = useQuery(customerQuery(id))
  // Written to by their address alone: what else is known of them is others' until they write here.
  if (isError && !customer && asProblem(error).status === 404)
    return (
      <div>
        <EmptyState title={t('side.unseen')}>{t('side.unseenText')}</EmptyState>
      </div>
    )
  if (isError && !customer) return <ErrorState message={textOf(error)} retry={() => void refetch()} />
  return (
    <>
      {customer ? (
        <div className={classes.addresses}>
          <Identities customer={customer} />
        </div>
      ) : (
        <SkeletonLines lines={2} className={classes.loading} />
      )}
      <Context conversationId={conversation.id} />
      {customer ? <Attributes customer={customer} /> : null}
      <Section title={t('side.earlier')}>
        <EarlierContacts customerId={id} openId={conversation.id} />
      </Section>
      <Section title={t('customers:notes')}>
        <Notes customerId={id} />
      </Section>
    </>
  )
}

interface Props {
  conversation: ConversationDetail
  onClose(): void
}

/** What stands beside the conversation: its customer, and the work on it. */
export function SidePanel({ conversation, onClose }: Props) {
  const { t } = useTranslation('inbox')
  const { customer } = conversation
  const { tab, choose } = useSideTab()
  const kana = useQuery(customerQuery(customer.id)).data?.kana
  return (
    <aside className={classes.panel} aria-label={t('side.label')}>
      <header className={classes.head}>
        <Avatar name={customer.name} size={36} plain />
        <div className={classes.who}>
          <h2 className={classes.name} title={t('side.profile')}>
            <PlainLink href={`/customers/${customer.id}`} className={classes.toProfile}>
              {customer.name}
            </PlainLink>
          </h2>
          {kana ? <p className={classes.kana}>{kana}</p> : null}
        </div>
        <IconButton label={t('side.close')} className={classes.close} onClick={onClose}>
          <X size={17} />
        </IconButton>
      </header>
      <SideTabs conversationId={conversation.id} tab={tab} onTab={choose} />
      <div role="tabpanel" id="side-shown" aria-labelledby={`side-${tab}`} className={classes.shown}>
        {/* What is still to come of one half leaves the tabs, and the keys' place in them, as they are. */}
        <Suspense fallback={<SkeletonLines lines={4} className={classes.loading} />}>
          {tab === 'work' ? (
            <Work conversation={conversation} />
          ) : (
            <CustomerTab conversation={conversation} />
          )}
        </Suspense>
      </div>
    </aside>
  )
}
