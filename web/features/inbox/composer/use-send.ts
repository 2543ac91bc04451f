import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { workspaceQuery } from '../../../api/reads/directory.ts'
import { useMe } from '../../../app/me.ts'
import type { Mode, ModeDraft } from './drafts.ts'
import { type Conflict, type SendOptions, sendLetter, type Unchecked } from './send-letter.ts'
import { untellAnswered } from './tell-left.ts'

/** Sends from this screen; `conflict` and `unchecked` hold how it was to be sent when it was refused. */
export function useSend(conversationId: string) {
  const { t } = useTranslation('inbox')
  const cache = useQueryClient()
  const router = useRouter()
  const { agent } = useMe()
  const undoSeconds = useQuery(workspaceQuery).data?.undoSeconds ?? 0
  const [conflict, setConflict] = useState<Conflict>()
  const [unchecked, setUnchecked] = useState<Unchecked>()
  const send = (mode: Mode, draft: ModeDraft, options: SendOptions, baseId: string | undefined): void => {
    setConflict(undefined)
    setUnchecked(undefined)
    const go = (href: string) => router.navigate({ href })
    const context = { conversationId, cache, t, agent, baseId, undoSeconds, go }
    sendLetter({ ...context, onConflict: setConflict, onChecks: setUnchecked }, mode, draft, options)
  }
  const dismiss = () => {
    setConflict(undefined)
    setUnchecked(undefined)
    untellAnswered(conversationId)
  }
  return { send, conflict, unchecked, dismiss }
}
