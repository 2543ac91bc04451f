import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { apiKeysQuery } from '../../../api/reads/connections.ts'
import type { Output } from '../../../api/types.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { useRoleWords } from '../roles/use-role-words.ts'
import { NewKey } from './NewKey.tsx'

type ApiKey = Output<'access.listApiKeys'>[number]

function KeyRow({ apiKey, onRemove }: { apiKey: ApiKey; onRemove(): void }) {
  const { t } = useTranslation('connections')
  const agent = useAgents().get(apiKey.agentId)
  const { nameById } = useRoleWords()
  return (
    <Row
      sign={<KeyRound size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={apiKey.name}
      faint={agent?.active === false}
      detail={
        <>
          <code>{apiKey.prefix}…</code>
          {' · '}
          {agent ? t('keys.actsAs', { name: agent.name, role: nameById(agent.role) }) : null}
          {agent?.active === false ? t('keys.ownerOff') : null}
          {' · '}
          {apiKey.lastUsedAt ? (
            <>
              {t('keys.used')} <Time at={apiKey.lastUsedAt} form="day" />
            </>
          ) : (
            t('keys.unused')
          )}
          {' · '}
          {t('keys.made')} <Time at={apiKey.createdAt} form="day" />
        </>
      }
    >
      <IconButton label={t('keys.revoke', { name: apiKey.name })} onClick={onRemove}>
        <Trash2 size={16} />
      </IconButton>
    </Row>
  )
}

/** Keys with which other programs use the API, each as the person that it belongs to. */
export default function ApiKeys() {
  const { t } = useTranslation('connections')
  const queryClient = useQueryClient()
  const query = useQuery(apiKeysQuery)
  const [making, setMaking] = useState(false)
  const [removed, setRemoved] = useState<ApiKey>()
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => setMaking(true)}>
      {t('keys.add')}
    </Button>
  )
  const lead = (
    <>
      {t('keys.lead')}{' '}
      <a href="/api/docs" hrefLang="en" target="_blank" rel="noreferrer">
        {t('keys.docs')}
      </a>
    </>
  )
  return (
    <Page title={t('app:settings.keys')} lead={lead} action={add}>
      <Box>
        <Loaded query={query}>
          {(keys) =>
            keys.length === 0 ? (
              <EmptyState icon={<KeyRound size={28} strokeWidth={1.5} />} title={t('keys.none')}>
                {t('keys.noneText')}
              </EmptyState>
            ) : (
              <Rows label={t('app:settings.keys')}>
                {keys.map((apiKey) => (
                  <KeyRow key={apiKey.id} apiKey={apiKey} onRemove={() => setRemoved(apiKey)} />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Box>
      {making ? <NewKey onClose={() => setMaking(false)} /> : null}
      {removed ? (
        <AskDialog
          title={t('keys.removeTitle', { name: removed.name })}
          action={t('keys.removeYes')}
          done={t('keys.removed')}
          run={async () => {
            await call('access.deleteApiKey', { params: { keyId: removed.id } })
            await queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey })
          }}
          onClose={() => setRemoved(undefined)}
        >
          {t('keys.removeText')}
        </AskDialog>
      ) : null}
    </Page>
  )
}
