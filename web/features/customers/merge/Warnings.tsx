import { Ban, Eye, Hourglass, ShieldQuestion, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../api/types.ts'
import { FactLine, FactLines } from '../../../app/shared/FactLines.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { SmallButton } from '../../../ui/SmallButton.tsx'

type Preview = Output<'customers.previewMerge'>

/** What somebody must know before they merge: who sees more, what was only typed, what stands against it. */
export function Warnings({ preview, onAllow }: { preview: Preview; onAllow(): void }) {
  const { t, i18n } = useTranslation('merge')
  const { inboxes, unproven, locked, underWay } = preview
  const sign = { size: 15, 'aria-hidden': true } as const
  return (
    <FactLines>
      {locked ? (
        <FactLine sign={<Ban {...sign} />} tone="danger">
          {t('customers.locked')} <SmallButton onClick={onAllow}>{t('customers.allow')}</SmallButton>
        </FactLine>
      ) : null}
      {underWay ? (
        <FactLine sign={<Hourglass {...sign} />} tone="waiting">
          {t('customers.underWay')}
        </FactLine>
      ) : null}
      {unproven.length > 0 ? (
        <FactLine sign={<ShieldQuestion {...sign} />} tone="waiting">
          {t('customers.unproven', { list: listOf(unproven, i18n.language) })}
        </FactLine>
      ) : null}
      {inboxes > 0 ? (
        <FactLine sign={<Eye {...sign} />}>{t('customers.sight', { count: inboxes })}</FactLine>
      ) : null}
      <FactLine sign={<Undo2 {...sign} />}>{t('customers.undoable')}</FactLine>
    </FactLines>
  )
}
