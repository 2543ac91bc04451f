import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'

/** What follows a successful sign-in: nothing of an earlier person stays, and the app opens where it was wanted. */
export function useEntered(next?: string): () => Promise<void> {
  const queryClient = useQueryClient()
  const router = useRouter()
  return async () => {
    queryClient.clear()
    await router.navigate({ href: next ?? '/', replace: true })
  }
}
