import { useQuery, useQueryClient } from '@tanstack/react-query'
import { GitMerge } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { suggestionsQuery } from '../../../api/reads/conversation-links.ts'
import type { ConversationDetail, Output } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { asProblem } from '../../../api/problem.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import classes from './Suggested.module.css'
import { useLinkWork } from './use-link-work.ts'

const MergeDialog = lazy(() => import('./MergeDialog.tsx'))

type Suggestion = Output<'conversations.listSuggestions'>[number]

/** Joins what was suggested, or says that it is another matter. Two different customers are asked about first. */
function useDeciding(conversation: ConversationDetail, onAsk: (one: Suggestion) => void) {
  const { t } = useTranslation('merge')
  const cache = useQueryClient()
  const { merged } = useLinkWork()
  const [busy, setBusy] = useState<string>()
  const params = ({ id }: Suggestion) => ({ conversationId: conversation.id, targetId: id })
  const settle = (work: Promise<unknown>, one: Suggestion) => {
    setBusy(one.id)
    work.catch(sayProblem).finally(() => {
      setBusy(undefined)
      void cache.invalidateQueries({ queryKey: suggestionsQuery(conversation.id).queryKey })
    })
  }
  const join = (one: Suggestion) =>
    settle(
      call('conversations.joinSuggestion', { params: params(one), body: {} }).then(
        (linked) => merged(linked, conversation, conversation.id),
        (error: unknown) => {
          if (asProblem(error).code !== 'conversations.different-customers') throw error
          onAsk(one)
        },
      ),
      one,
    )
  const decline = (one: Suggestion) =>
    settle(
      call('conversations.declineSuggestion', { params: params(one), body: {} }).then(() =>
        say(t('conversations.suggested.declined', { number: one.number })),
      ),
      one,
    )
  return { join, decline, busy }
}

/** Earlier conversations that this one may go on: one quiet line each, decided by people. */
export function Suggested({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation('merge')
  const may = useMay()('conversations.write')
  const [asked, setAsked] = useState<Suggestion>()
  const { join, decline, busy } = useDeciding(conversation, setAsked)
  const { addressOf } = useLinkWork()
  const suggestions = useQuery(suggestionsQuery(conversation.id)).data ?? []
  return (
    <>
      {suggestions.length > 0 ? (
        <ul className={classes.lines} aria-label={t('conversations.suggested.label')}>
          {suggestions.map((one) => (
            <li key={one.id} className={classes.line}>
              <GitMerge size={14} aria-hidden="true" />
              <PlainLink
                href={addressOf(one.id)}
                className={classes.text}
                title={one.subject || t('conversations.suggested.look', { number: one.number })}
              >
                {t(`conversations.suggested.${one.reason}`, { number: one.number, detail: one.detail ?? '' })}
              </PlainLink>
              {may ? (
                <span className={classes.buttons}>
                  <SmallButton disabled={busy !== undefined} onClick={() => join(one)}>
                    {t('conversations.suggested.join')}
                  </SmallButton>
                  <SmallButton disabled={busy !== undefined} onClick={() => decline(one)}>
                    {t('conversations.suggested.decline')}
                  </SmallButton>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <Suspense>
        {asked ? (
          <MergeDialog
            conversation={conversation}
            otherId={asked.id}
            suggested
            onClose={() => setAsked(undefined)}
          />
        ) : null}
      </Suspense>
    </>
  )
}
