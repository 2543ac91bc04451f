import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
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

/** Ends the session and forgets everything on this screen. */
export function useSignOut(): () => void {
  const queryClient = useQueryClient()
  const router = useRouter()
  return () => {
    call('access.signOut')
      .then(() => router.navigate({ to: '/sign-in' }))
      .then(() => queryClient.clear())
      .catch(sayProblem)
  }
}
