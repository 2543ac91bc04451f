import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { ArrowLeft, Mail } from 'lucide-react'
import { type KeyboardEvent, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closingQuery } from '../../../api/reads/conversations.ts'
import { customerQuery } from '../../../api/reads/customers.ts'
import { inboxesQuery } from '../../../api/reads/directory.ts'
import type { CustomerDetail, Inbox } from '../../../api/types.ts'
import { isComposing } from '../../../app/commands/keys.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { DropZone } from '../../../ui/files/DropZone.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Checks } from '../composer/checks.ts'
import { Closing } from '../composer/Closing.tsx'
import { drafts, type LocalDraft } from '../composer/drafts.ts'
import { Editor } from '../composer/Editor.tsx'
import { Files } from '../composer/Files.tsx'
import { fetchFirstDraft } from '../composer/first-draft.ts'
import { Foot } from '../composer/Foot.tsx'
import { firstPlace } from '../composer/place.ts'
import { SendButton } from '../composer/SendButton.tsx'
import { useButtonsPlace } from '../composer/use-buttons-place.ts'
import { useFileWork } from '../composer/use-file-work.ts'
import { Discard } from './Discard.tsx'
import { Fields } from './Fields.tsx'
import classes from './NewMessage.module.css'
import { useNewMessage } from './use-new-message.ts'

interface Begun {
  /** Leaves the screen. */
  onLeave(): void
  place: string
  inboxes: readonly Inbox[]
  customer: CustomerDetail | undefined
}

function Form({
  place,
  inboxes,
  customer,
  onLeave,
  found,
}: Begun & { found: LocalDraft | null | undefined }) {
  const { t } = useTranslation('inbox')
  const textOf = useProblemText()
  useState(() => {
    if (found && !drafts.isKnown(place)) drafts.put(place, found)
  })
  const work = useNewMessage(place, customer, inboxes)
  const { handle, files, letter } = work
  const { take, drop } = useFileWork(handle, files)
  const buttons = useButtonsPlace()
  const { data } = useQuery(closingQuery(letter.inboxId))
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void work.send({})
  }
  const unwritten = work.tried > 0 && work.empty
  return (
    <DropZone label={t('files.drop')} onFiles={take}>
      <section className={classes.paper} aria-label={t('start.title')} onKeyDownCapture={onKeyDown}>
        <Fields work={work} inboxes={inboxes} />
        <Editor
          place={place}
          mode="reply"
          rich={inboxes.find(({ id }) => id === letter.inboxId)?.abilities.html === true}
          buttons={buttons}
          handle={handle}
          label={t('start.text')}
          placeholder={t('start.placeholder')}
          onChange={work.onChange}
          onFiles={take}
          collect={work.collect}
        />
        <Closing text={data?.closing ?? ''} />
        <Files uploads={files.uploads} onRemove={drop} />
        {work.unchecked ? (
          <Suspense>
            <Checks
              unchecked={work.unchecked}
              onSend={(options) => void work.send(options)}
              onMend={work.mend}
            />
          </Suspense>
        ) : work.problem || unwritten ? (
          <p className={classes.problem} role="alert">
            {work.problem ? textOf(work.problem) : t('start.unwritten')}
          </p>
        ) : null}
        <Foot place={place} empty={work.empty} onFiles={files.add} buttons={buttons}>
          <Discard place={place} work={work} onGone={onLeave} />
          <SendButton mode="reply" first disabled={work.busy} onSend={(options) => void work.send(options)} />
        </Foot>
      </section>
    </DropZone>
  )
}

/** The form, once it is known what was begun in it. */
function Begun(begun: Begun) {
  const textOf = useProblemText()
  const [wanted] = useState(() => !drafts.isKnown(begun.place))
  const { data, error, refetch } = useQuery({
    queryKey: ['first-draft', begun.place],
    queryFn: ({ signal }) => fetchFirstDraft(begun.place, signal),
    enabled: wanted,
    staleTime: Infinity,
    // Another device may have gone on with it.
    gcTime: 0,
  })
  if (!wanted || data !== undefined) return <Form {...begun} found={data} />
  return error ? (
    <ErrorState message={textOf(error)} retry={() => void refetch()} />
  ) : (
    <SkeletonLines lines={6} />
  )
}

/** Writes first to a customer: the one in the address, or whoever is typed in. */
export function NewMessageScreen() {
  const { t } = useTranslation('inbox')
  const textOf = useProblemText()
  const { customer: customerId } = useSearch({ from: '/shell/new-message' })
  const place = firstPlace(customerId)
  const inboxes = useQuery(inboxesQuery)
  const customer = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== undefined })
  const error = inboxes.error ?? customer.error
  const router = useRouter()
  const leave = () =>
    router.history.canGoBack() ? router.history.back() : void router.navigate({ to: '/inbox' })
  const ready = inboxes.data !== undefined && (customerId === undefined || customer.data !== undefined)
  const able = inboxes.data?.filter(
    ({ abilities, state }) => abilities.startsConversations && state === 'active',
  )
  return (
    <main className={classes.screen}>
      <header className={classes.head}>
        <IconButton label={t('start.back')} className={classes.back} onClick={leave}>
          <ArrowLeft size={18} />
        </IconButton>
        <h1 className={classes.title}>
          {customer.data ? t('start.to', { name: customer.data.name }) : t('start.title')}
        </h1>
      </header>
      {error && !ready ? (
        <ErrorState
          message={textOf(error)}
          retry={() => {
            void inboxes.refetch()
            if (customerId) void customer.refetch()
          }}
        />
      ) : null}
      {!ready && !error ? <SkeletonLines lines={6} /> : null}
      {ready && able?.length === 0 ? (
        <EmptyState icon={<Mail size={28} strokeWidth={1.5} />} title={t('start.noInbox')}>
          {t('start.noInboxText')}
        </EmptyState>
      ) : null}
      {ready && able && able.length > 0 ? (
        <Begun key={place} place={place} onLeave={leave} inboxes={able} customer={customer.data} />
      ) : null}
    </main>
  )
}
