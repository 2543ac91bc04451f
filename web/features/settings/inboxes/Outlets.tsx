import { ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Inbox } from '../../../api/types.ts'
import { CopyField } from '../../../ui/CopyField.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Inboxes.module.css'
import type { Shape } from './schema/shape.ts'
import { inLanguage, isAsked, type Kind, type Outlet } from './schema/view.ts'

const filled = (value: string, { token }: Inbox, language: string) =>
  value.replaceAll('{token}', token).replaceAll('{language}', language)

/** What is to be taken elsewhere: code for the shop's pages, addresses. */
export function Outlets({ inbox, kind }: { inbox: Inbox; kind: Kind }) {
  const { t, i18n } = useTranslation('settings')
  const shown = kind.view.outlets.filter(
    (outlet) => outlet.as !== 'preview' && isAsked(outlet, kind.settingsSchema as Shape, inbox.settings),
  )
  if (shown.length === 0) return null
  return (
    <Section title={t('inbox.outlets')}>
      {shown.map((outlet) => (
        <CopyField
          key={outlet.key}
          label={inLanguage(outlet.title, i18n.language)}
          hint={outlet.hint && inLanguage(outlet.hint, i18n.language)}
          value={filled(outlet.value, inbox, i18n.language)}
          code={outlet.as === 'code'}
        />
      ))}
    </Section>
  )
}

/** How customers see it, as it was last saved. */
export function Preview({ inbox, outlet }: { inbox: Inbox; outlet: Outlet }) {
  const { t, i18n } = useTranslation('settings')
  const address = filled(outlet.value, inbox, i18n.language)
  const title = inLanguage(outlet.title, i18n.language)
  return (
    <div className={classes.preview}>
      <div>
        <Section
          title={title}
          lead={outlet.hint && inLanguage(outlet.hint, i18n.language)}
          action={
            <a href={address} target="_blank" rel="noreferrer" aria-label={t('inbox.openPreview')}>
              <ExternalLink size={16} aria-hidden="true" />
            </a>
          }
          flush
        >
          <iframe className={classes.frame} src={address} title={title} />
        </Section>
      </div>
    </div>
  )
}
