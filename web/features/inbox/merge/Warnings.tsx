import { Eye, EyeOff, PencilLine, TriangleAlert, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../api/types.ts'
import { FactLine, FactLines } from '../../../app/shared/FactLines.tsx'
import { listOf } from '../../../ui/list-of.ts'

type Shown = Output<'conversations.previewConversationMerge'>

/** So many people are named. */
const most = 6

/** What somebody must know before they merge: two customers, who sees more and who less, whose words wait. */
export function Warnings({ preview }: { preview: Shown }) {
  const { t, i18n } = useTranslation('merge')
  const { from, into, sameCustomer, gaining, losing, drafts } = preview
  const namesOf = (people: Shown['gaining']) => {
    const names = people.slice(0, most).map(({ name }) => name)
    const rest = people.length - names.length
    return listOf(
      [...names, ...(rest > 0 ? [t('conversations.others', { count: rest })] : [])],
      i18n.language,
    )
  }
  const sign = { size: 15, 'aria-hidden': true } as const
  return (
    <FactLines>
      {sameCustomer ? null : (
        <FactLine sign={<TriangleAlert {...sign} />} tone="danger">
          {t('conversations.different', { from: from.customer.name, into: into.customer.name })}
        </FactLine>
      )}
      {gaining.length > 0 ? (
        <FactLine sign={<Eye {...sign} />} tone="waiting">
          {t('conversations.gaining', { names: namesOf(gaining) })}
        </FactLine>
      ) : null}
      {losing.length > 0 ? (
        <FactLine sign={<EyeOff {...sign} />} tone="waiting">
          {t('conversations.losing', { names: namesOf(losing) })}
        </FactLine>
      ) : null}
      {drafts > 0 ? (
        <FactLine sign={<PencilLine {...sign} />}>{t('conversations.drafts', { count: drafts })}</FactLine>
      ) : null}
      <FactLine sign={<Undo2 {...sign} />}>{t('conversations.undoable')}</FactLine>
    </FactLines>
  )
}
