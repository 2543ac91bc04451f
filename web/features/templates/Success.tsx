import { useTranslation } from 'react-i18next'
import type { Template } from '../../api/reads/templates.ts'

/** After how many of its uses the customer did not write again; nothing where none was looked at yet. */
export function Success({
  success,
  className,
}: Pick<Template, 'success'> & { className?: string | undefined }) {
  const { t, i18n } = useTranslation('templates')
  if (!success) return null
  const { measured, returned } = success
  const share = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(
    (measured - returned) / measured,
  )
  const formatted = measured.toLocaleString(i18n.language)
  return (
    <span className={className} title={t('success.what')} data-figures>
      {t('success.share', { share, count: measured, formatted })}
    </span>
  )
}
