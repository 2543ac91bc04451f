import { Link, useSearch } from '@tanstack/react-router'
import { MessageCircleOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../../api/problem.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'

/** There is nothing to show, and why. On a phone nothing else is on the screen, so it leads back. */
export default function NotShown({ error, retry }: { error: Error; retry(): void }) {
  const { t } = useTranslation('inbox')
  const textOf = useProblemText()
  const { message: _message, ...search } = useSearch({ from: '/shell/inbox' })
  const back = (
    <Link to="/inbox" search={search}>
      {t('header.back')}
    </Link>
  )
  if (asProblem(error).status !== 404)
    return <ErrorState message={textOf(error)} retry={retry} action={back} />
  return (
    <EmptyState icon={<MessageCircleOff size={28} strokeWidth={1.5} />} title={t('gone')} action={back}>
      {textOf(error)}
    </EmptyState>
  )
}
