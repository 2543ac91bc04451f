import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useState } from 'react'
import { draftQuery } from '../../../api/reads/conversations.ts'
import { takeLeftDraft } from '../../../app/shared/left-draft.ts'
import { afterPaint } from '../../../ui/after-paint.ts'
import { drafts } from './drafts.ts'
import { restoreDraft } from './restore-draft.ts'
import { takeUpLetters } from './take-up-letters.ts'

/**
 * Brings a draft of the server into the composer when this screen knows of none; then what an earlier page was sending
 * when it went.
 */
function useServerDraft(conversationId: string): void {
  const cache = useQueryClient()
  const [wanted] = useState(() => !drafts.isKnown(conversationId))
  useEffect(() => {
    let gone = false
    const bring = async () => {
      // Anew each time: what an earlier visit fetched may have been sent since.
      const draft = wanted && (await cache.fetchQuery({ ...draftQuery(conversationId), staleTime: 0 }))
      if (draft && !gone) await restoreDraft(conversationId, draft)
      if (!gone) await takeUpLetters(conversationId)
    }
    // The words stay where they are, and come with the next visit.
    const callOff = afterPaint(() => void bring().catch(() => undefined))
    return () => {
      gone = true
      callOff()
    }
  }, [wanted, conversationId, cache])
}

/** Brings in words that were taken back elsewhere: they are newer than whatever this screen knew. */
function useLeftDraft(conversationId: string): void {
  useEffect(() => {
    const draft = takeLeftDraft(conversationId)
    if (draft) void restoreDraft(conversationId, draft, drafts.of(conversationId))
  }, [conversationId])
}

/** Saves what is written once the page is hidden: it may never be shown again. */
export function useSaveOnHide(place: string): void {
  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') void drafts.flush(place)
    }
    document.addEventListener('visibilitychange', hide)
    return () => document.removeEventListener('visibilitychange', hide)
  }, [place])
}

/** Keeps the composer and the draft store together: what was saved comes in, what is written is handed over. */
export function useDraftSync(conversationId: string, collect: () => void, show: () => void): void {
  useServerDraft(conversationId)
  useLeftDraft(conversationId)
  // A layout effect: when the conversation is left, the words are read before the editor goes.
  useLayoutEffect(() => drafts.attach(conversationId, collect), [conversationId, collect])
  useEffect(
    () =>
      drafts.onRestored((id) => {
        if (id === conversationId) show()
      }),
    [conversationId, show],
  )
  useSaveOnHide(conversationId)
}
