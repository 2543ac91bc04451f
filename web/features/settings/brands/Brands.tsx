import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Plus, Store } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { brandsQuery } from '../../../api/reads/settings.ts'
import type { Output } from '../../../api/types.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { ColourDot } from '../shared/ColourDot.tsx'
import { languageChoices } from '../shared/languages.ts'
import { BrandDialog } from './BrandDialog.tsx'

type Brand = Output<'workspace.listBrands'>[number]

/** The names under which the workspace writes to customers. */
export default function Brands() {
  const { t } = useTranslation('settings')
  const query = useQuery(brandsQuery)
  const [shown, setShown] = useState<{ brand: Brand | undefined }>()
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => setShown({ brand: undefined })}>
      {t('brands.add')}
    </Button>
  )
  return (
    <Page title={t('app:settings.brands')} lead={t('brands.lead')} action={add}>
      <Box>
        <Loaded query={query}>
          {(brands) =>
            brands.length === 0 ? (
              <EmptyState icon={<Store size={28} strokeWidth={1.5} />} title={t('brands.none')}>
                {t('brands.noneText')}
              </EmptyState>
            ) : (
              <Rows label={t('app:settings.brands')}>
                {brands.map((brand) => (
                  <Row
                    key={brand.id}
                    sign={<ColourDot colour={brand.colour} />}
                    title={
                      <button type="button" onClick={() => setShown({ brand })}>
                        {brand.name}
                      </button>
                    }
                    detail={languageChoices.find(({ value }) => value === brand.language)?.label}
                  />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Box>
      {shown ? <BrandDialog brand={shown.brand} onClose={() => setShown(undefined)} /> : null}
    </Page>
  )
}
