import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus, Store, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { inboxesQuery } from '../../../api/reads/directory.ts'
import { brandsQuery } from '../../../api/reads/settings.ts'
import type { Output } from '../../../api/types.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { ColourDot } from '../shared/ColourDot.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { languages } from '../../../ui/languages.ts'
import { BrandDialog } from './BrandDialog.tsx'

type Brand = Output<'workspace.listBrands'>[number]

/** Removes a brand that no inbox uses; else says which ones do. */
function RemoveBrand({ brand, onClose }: { brand: Brand; onClose(): void }) {
  const { t, i18n } = useTranslation('settings')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const users = (useQuery(inboxesQuery).data ?? []).filter(({ brandId }) => brandId === brand.id)
  if (users.length > 0) {
    const names = users.map(({ name }) => name)
    return (
      <AskFirst
        title={t('brands.usedTitle', { name: brand.name })}
        action={t('brands.toInboxes')}
        onYes={() => void navigate({ to: '/settings/inboxes' as string })}
        onClose={onClose}
      >
        {t('brands.usedText', { names: listOf(names, i18n.language) })}
      </AskFirst>
    )
  }
  return (
    <AskDialog
      title={t('brands.removeTitle', { name: brand.name })}
      done={t('brands.removed', { name: brand.name })}
      run={async () => {
        await call('inboxes.removeBrand', { params: { brandId: brand.id } })
        await cache.invalidateQueries({ queryKey: brandsQuery.queryKey })
      }}
      onClose={onClose}
    >
      {t('brands.removeText')}
    </AskDialog>
  )
}

/** The names under which the workspace writes to customers. */
export default function Brands() {
  const { t } = useTranslation('settings')
  const query = useQuery(brandsQuery)
  const [shown, setShown] = useState<{ brand: Brand | undefined }>()
  const [leaving, setLeaving] = useState<Brand>()
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
                    detail={languages.find(({ value }) => value === brand.language)?.label}
                  >
                    <IconButton
                      label={t('question.remove', { name: brand.name })}
                      onClick={() => setLeaving(brand)}
                    >
                      <Trash2 size={16} />
                    </IconButton>
                  </Row>
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Box>
      {leaving ? <RemoveBrand brand={leaving} onClose={() => setLeaving(undefined)} /> : null}
      {shown ? <BrandDialog brand={shown.brand} onClose={() => setShown(undefined)} /> : null}
    </Page>
  )
}
