import { Navigate, useSearch } from '@tanstack/react-router'

interface Props {
  /** Whose address was opened. */
  openedId: string
  /** The conversation that it was merged into. */
  intoId: string
}

/** Leads from the address of a merged conversation to the one that stayed. */
export function Moved({ openedId, intoId }: Props) {
  const search = useSearch({ from: '/shell/inbox' })
  return (
    <Navigate
      to="/inbox/$conversationId"
      params={{ conversationId: intoId }}
      search={search}
      state={{ openedId }}
      replace
    />
  )
}
