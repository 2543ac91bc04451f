import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/states.tsx'

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation('app')
  return (
    <main style={{ height: '100%' }} data-nowhere>
      <EmptyState
        icon={<Compass size={28} strokeWidth={1.5} />}
        heading="h1"
        title={t('notFound.title')}
        action={<Link to="/">{t('notFound.home')}</Link>}
      >
        {t('notFound.text')}
      </EmptyState>
    </main>
  )
}
