import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { teamsQuery } from '../../../api/reads/directory.ts'
import { brandsQuery } from '../../../api/reads/settings.ts'
import type { Form } from '../../../app/form/use-form.ts'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { Section } from '../frame/Section.tsx'
import type { InboxDraft } from './inbox-draft.ts'

/** What every inbox has, whatever its channel: name, brand, who sees it. */
export function General({ form }: { form: Form<InboxDraft> }) {
  const { t } = useTranslation('settings')
  const teams = useQuery(teamsQuery).data ?? []
  const brands = useQuery(brandsQuery).data ?? []
  return (
    <Section title={t('inbox.general')}>
      <TextInput
        label={t('inbox.name')}
        description={t('inbox.nameHint')}
        maxLength={100}
        {...form.text('name')}
      />
      <NativeSelect
        label={t('inbox.brand')}
        description={t('inbox.brandHint')}
        data={[
          { value: '', label: t('inbox.noBrand') },
          ...brands.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...form.text('brandId')}
      />
      <PickMany
        label={t('inbox.teams')}
        hint={t('inbox.teamsHint')}
        add={t('person.addTeam')}
        items={teams.map(({ id, name }) => ({ id, label: name }))}
        value={form.draft.teamIds}
        onChange={(teamIds) => form.set({ teamIds })}
      />
    </Section>
  )
}
