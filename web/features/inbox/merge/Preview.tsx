import { Button, Checkbox } from '@mantine/core'
import '../../../ui/styles/fields.ts'
import { ArrowRight, ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Output } from '../../../api/types.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { useInboxes } from '../../../app/shared/directory.tsx'
import { ChannelSign, StatusIcon } from '../../../app/shared/signs.tsx'
import classes from './Merge.module.css'
import { useLinkWork } from './use-link-work.ts'
import { Warnings } from './Warnings.tsx'

type Shown = Output<'conversations.previewConversationMerge'>

function Card({ side, role, stays }: { side: Shown['from']; role: string; stays: boolean }) {
  const { t } = useTranslation('merge')
  const inbox = useInboxes().get(side.inboxId)
  return (
    <section className={classes.card} data-stays={stays || undefined} aria-label={role}>
      <p className={classes.role}>{role}</p>
      <p className={classes.title}>
        {side.subject || t('words:noSubject')} <span className={classes.number}>#{side.number}</span>
      </p>
      <p className={classes.facts}>{side.customer.name}</p>
      <p className={classes.facts}>
        <StatusIcon status={side.status} size={13} />
        {t(`words:status.${side.status}`)} · {t('conversations.messages', { count: side.messageCount })}
      </p>
      {inbox ? (
        <p className={classes.facts}>
          <ChannelSign inbox={inbox} size={13} />
          {inbox.name}
        </p>
      ) : null}
    </section>
  )
}

interface Props {
  preview: Shown
  /** It is of the other direction; the right one is on its way. */
  old: boolean
  /** Which of the two is on the screen. */
  openId: string
  suggested: boolean
  onSwap(): void
  onClose(): void
}

/** Merges as it is shown; what went wrong is said beside the button. */
function useMerging({ preview, openId, suggested, onClose }: Props) {
  const { from, into, sameCustomer } = preview
  const textOf = useProblemText()
  const { merged } = useLinkWork()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const run = () => {
    setBusy(true)
    setProblem(undefined)
    const body = { differentCustomers: !sameCustomer }
    const sent = suggested
      ? call('conversations.joinSuggestion', {
          params: { conversationId: from.id, targetId: into.id },
          body,
        })
      : call('conversations.mergeConversation', {
          params: { conversationId: from.id },
          body: { ...body, intoId: into.id },
        })
    sent.then(
      (linked) => {
        onClose()
        merged(linked, from, openId)
      },
      (error: unknown) => {
        setProblem(textOf(error))
        setBusy(false)
      },
    )
  }
  return { busy, problem, run }
}

/** Which stays, what becomes visible to whom, and the yes. Two customers want a yes of their own. */
export function Preview(props: Props) {
  const { t } = useTranslation('merge')
  const { preview, old, suggested, onSwap, onClose } = props
  const { from, into, sameCustomer } = preview
  const [sure, setSure] = useState(false)
  const { busy, problem, run } = useMerging(props)
  return (
    <>
      <div className={classes.pair}>
        <Card side={from} role={t('conversations.merged')} stays={false} />
        <span className={classes.between}>
          <ArrowRight size={18} aria-hidden="true" />
        </span>
        <Card side={into} role={t('conversations.survivor')} stays />
      </div>
      {suggested ? null : (
        <button type="button" className={classes.swap} onClick={onSwap}>
          <ArrowRightLeft size={14} aria-hidden="true" />
          {t('conversations.swap')}
        </button>
      )}
      <p className={classes.lead}>
        {t('conversations.result', { merged: from.number, survivor: into.number })}
      </p>
      <Warnings preview={preview} />
      {sameCustomer ? null : (
        <Checkbox
          className={classes.sure}
          label={t('conversations.differentSure')}
          checked={sure}
          autoFocus
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
      )}
      {problem ? (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app:form.cancel')}
        </Button>
        <Button
          autoFocus={sameCustomer}
          disabled={old || (!sameCustomer && !sure)}
          loading={busy}
          onClick={run}
        >
          {t('conversations.submit')}
        </Button>
      </div>
    </>
  )
}
