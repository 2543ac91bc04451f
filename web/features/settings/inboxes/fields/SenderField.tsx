import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useInboxes } from '../../../../app/shared/directory.tsx'
import { inLanguage } from '../schema/view.ts'
import type { Setting } from './setting.ts'

/** Another inbox that can write to an address by itself. */
export function SenderField({ setting }: { setting: Setting }) {
  const { t, i18n } = useTranslation('settings')
  const { field, value, change, error } = setting
  const senders = [...useInboxes().values()].filter(({ abilities }) => abilities.startsConversations)
  return (
    <NativeSelect
      label={inLanguage(field.label, i18n.language)}
      description={field.hint && inLanguage(field.hint, i18n.language)}
      error={error()}
      data={[
        { value: '', label: t('field.automatic') },
        ...senders.map(({ id, name, address }) => ({
          value: id,
          label: address ? `${name} <${address}>` : name,
        })),
      ]}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => change(event.currentTarget.value || undefined)}
    />
  )
}
