import { useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'
import { meQuery } from '../api/reads/me.ts'
import { chooseLanguage, type Language } from './i18n.ts'
import { sayProblem } from './notices/notices.ts'

/** Changes the person's language here and on every screen of theirs. */
export function useChangeLanguage(): (language: Language) => void {
  const queryClient = useQueryClient()
  return (language) => {
    void chooseLanguage(language)
    call('agents.updateMe', { body: { language } }).then(
      (agent) => queryClient.setQueryData(meQuery.queryKey, (old) => old && { ...old, agent }),
      sayProblem,
    )
  }
}

let leaving = false

/** True while this page ends its session: what tells it that nobody is signed in any more is then no news. */
export const isLeaving = (): boolean => leaving

/** Ends the session. The page is loaded anew, since drafts and undo steps live in its memory, too. */
export function signOut(): void {
  leaving = true
  // This browser is sent nothing any more, whoever signs in next.
  const quiet = import('./notify/push.ts').then(({ unsubscribe }) => unsubscribe()).catch(() => undefined)
  void quiet
    .then(() => call('access.signOut'))
    .then(
      // A session at a provider would open the next one here without a question.
      ({ url }) => globalThis.location.assign(url ?? '/sign-in'),
      (problem: unknown) => {
        leaving = false
        sayProblem(problem)
      },
    )
}
