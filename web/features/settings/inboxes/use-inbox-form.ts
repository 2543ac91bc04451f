import { useTranslation } from 'react-i18next'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import type { InboxDraft } from './inbox-draft.ts'
import { wrongSettings } from './schema/check.ts'
import type { Shape } from './schema/shape.ts'
import type { Group, Kind } from './schema/view.ts'
import { useWrongText } from './use-wrong-text.ts'

interface Options {
  kind: Kind | undefined
  /** The groups that are asked for here. */
  groups: readonly Group[]
  saved: InboxDraft
  save(draft: InboxDraft, changes: Partial<InboxDraft>): Promise<unknown>
}

/** The form of an inbox, checked against what its channel says of its settings. */
export function useInboxForm({ kind, groups, saved, save }: Options): Form<InboxDraft> {
  const { t } = useTranslation('settings')
  const wrongText = useWrongText()
  return useForm({
    saved,
    save,
    check: (draft) => {
      const shapes = {
        settings: (kind?.settingsSchema ?? {}) as Shape,
        secrets: (kind?.secretsSchema ?? {}) as Shape,
      }
      const wrong = Object.entries(wrongSettings(groups, draft, shapes))
      return {
        name: draft.name.trim() === '' ? t('wrong.empty') : undefined,
        ...Object.fromEntries(wrong.map(([path, one]) => [path, wrongText(one)])),
      }
    },
  })
}
