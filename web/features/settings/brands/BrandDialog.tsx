import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { brandsQuery } from '../../../api/reads/settings.ts'
import type { Output } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useMe } from '../../../app/me.ts'
import { ColourInput } from '../shared/ColourInput.tsx'
import { languages } from '../../../ui/languages.ts'

interface Props {
  brand: Output<'workspace.listBrands'>[number] | undefined
  onClose(): void
}

/** Makes a brand, or changes it. */
export function BrandDialog({ brand, onClose }: Props) {
  const { t } = useTranslation('settings')
  const { workspace } = useMe()
  const queryClient = useQueryClient()
  const form = useForm({
    saved: {
      name: brand?.name ?? '',
      language: brand?.language ?? workspace.language,
      colour: brand?.colour ?? '#3b5bdb',
    },
    check: ({ name }) => ({ name: name.trim() === '' ? t('wrong.empty') : undefined }),
    save: async (draft, changes) => {
      if (brand) await call('workspace.updateBrand', { params: { brandId: brand.id }, body: changes })
      else await call('workspace.createBrand', { body: draft })
      await queryClient.invalidateQueries({ queryKey: brandsQuery.queryKey })
    },
  })
  return (
    <DialogForm
      title={brand ? t('brands.change') : t('brands.new')}
      submit={brand ? t('app:form.save') : t('make')}
      form={form}
      onClose={onClose}
    >
      <TextInput
        label={t('brands.name')}
        description={t('brands.nameHint')}
        maxLength={100}
        data-autofocus
        {...form.text('name')}
      />
      <NativeSelect
        label={t('brands.language')}
        description={t('brands.languageHint')}
        data={[...languages]}
        {...form.text('language')}
      />
      <ColourInput
        label={t('colour')}
        value={form.draft.colour}
        onChange={(colour) => form.set({ colour })}
      />
    </DialogForm>
  )
}
