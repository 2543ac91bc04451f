import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Import, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { importsQuery } from '../../../api/reads/imports.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { sourceName } from './sources.ts'
import { StatePill } from './StatePill.tsx'

/** What was brought in from other systems, and what is under way. */
export default function Imports() {
  const { t } = useTranslation('imports')
  const navigate = useNavigate()
  const query = useQuery(importsQuery)
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => void navigate({ href: '/settings/imports/new' })}>
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('app:settings.imports')} lead={t('lead')} action={add}>
      <Box>
        <Loaded query={query}>
          {(imports) =>
            imports.length === 0 ? (
              <EmptyState icon={<Import size={28} strokeWidth={1.5} />} title={t('none')}>
                {t('noneText')}
              </EmptyState>
            ) : (
              <Rows label={t('app:settings.imports')}>
                {imports.map((one) => (
                  <Row
                    key={one.id}
                    sign={<Import size={18} strokeWidth={1.75} aria-hidden="true" />}
                    title={<PlainLink href={`/settings/imports/${one.id}`}>{one.fileName}</PlainLink>}
                    detail={
                      <>
                        {sourceName(one.source, t)} · {one.createdBy} · <Time at={one.createdAt} form="day" />
                      </>
                    }
                  >
                    <StatePill state={one.state} />
                  </Row>
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Box>
    </Page>
  )
}
