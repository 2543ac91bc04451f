import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { workspaceQuery } from '../../../api/reads/directory.ts'
import { keepingRulesQuery } from '../../../api/reads/keeping.ts'
import { useMay } from '../../../app/me.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Page } from '../frame/Page.tsx'
import { Erasures } from './Erasures.tsx'
import { Masking } from './Masking.tsx'
import { Rules } from './Rules.tsx'
import { Runs } from './Runs.tsx'

/** How long data are kept, what is masked as it comes in, and the proof of what went. */
export default function Keeping() {
  const { t } = useTranslation('keeping')
  const may = useMay()
  const rules = useQuery(keepingRulesQuery)
  const workspace = useQuery(workspaceQuery)
  return (
    <Page title={t('app:settings.keeping')} lead={t('lead')}>
      <Loaded query={rules}>
        {(all) => (
          <>
            <Rules rules={all} />
            <Loaded query={workspace}>{(one) => <Masking workspace={one} />}</Loaded>
            <Runs rules={all} />
          </>
        )}
      </Loaded>
      {may('customers.erase') ? <Erasures /> : null}
    </Page>
  )
}
