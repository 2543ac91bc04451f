import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { scimQuery } from '../../../api/reads/sso.ts'
import type { Output } from '../../../api/types.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { CopyField } from '../../../ui/CopyField.tsx'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { ShownOnce } from '../shared/ShownOnce.tsx'
import classes from './Sso.module.css'

type Scim = Output<'access.getScim'>

/** What the directory brought, and which of its groups give something here. */
function Brought({ scim }: { scim: Scim }) {
  const { t } = useTranslation('sso')
  return (
    <>
      <p className={classes.nobody}>
        {scim.token?.lastUsedAt ? (
          <>
            {t('scim.people', { count: scim.people })} {t('scim.last')}{' '}
            <Time at={scim.token.lastUsedAt} form="day" />
          </>
        ) : (
          t('scim.never')
        )}
      </p>
      {scim.groups.length > 0 ? (
        <Rows label={t('scim.groups')}>
          {scim.groups.map(({ id, name, people, mapped }) => (
            <Row key={id} title={name} detail={t('scim.inside', { count: people })}>
              <Pill tone={mapped ? 'resolved' : 'plain'}>{t(mapped ? 'scim.mapped' : 'scim.unmapped')}</Pill>
            </Row>
          ))}
        </Rows>
      ) : null}
    </>
  )
}

/** Lets the company's directory keep people and groups up to date by itself. */
export function Directory({ providerId }: { providerId: string }) {
  const { t } = useTranslation('sso')
  const queryClient = useQueryClient()
  const query = useQuery(scimQuery(providerId))
  const [asking, setAsking] = useState<'renew' | 'revoke'>()
  const [made, setMade] = useState<string>()
  const params = { providerId }
  const refresh = () => queryClient.invalidateQueries({ queryKey: scimQuery(providerId).queryKey })
  const make = async () => {
    const { token } = await call('access.createScimToken', { params })
    setMade(token)
    await refresh()
  }
  const revoke = async () => {
    await call('access.deleteScimToken', { params })
    await refresh()
  }
  return (
    <Section title={t('scim.title')} lead={t('scim.lead')}>
      <Loaded query={query}>
        {(scim) => (
          <>
            {scim.token ? (
              <>
                <CopyField label={t('scim.url')} hint={t('scim.urlHint')} value={scim.url} />
                <Act title={t('scim.renew')} text={t('scim.renewText', { prefix: scim.token.prefix })}>
                  <Button variant="default" onClick={() => setAsking('renew')}>
                    {t('scim.renewButton')}
                  </Button>
                </Act>
                <Act title={t('scim.revoke')} text={t('scim.revokeText')}>
                  <Button variant="default" color="red" onClick={() => setAsking('revoke')}>
                    {t('scim.revokeButton')}
                  </Button>
                </Act>
                <Brought scim={scim} />
              </>
            ) : (
              <Act title={t('scim.make')} text={t('scim.makeText')}>
                <Button variant="default" onClick={() => void make().catch(sayProblem)}>
                  {t('scim.makeButton')}
                </Button>
              </Act>
            )}
          </>
        )}
      </Loaded>
      {made === undefined ? null : (
        <ShownOnce
          title={t('scim.shownTitle')}
          label={t('scim.token')}
          value={made}
          onClose={() => setMade(undefined)}
        >
          {t('scim.shownText')}
        </ShownOnce>
      )}
      {asking ? (
        <AskDialog
          title={t(`scim.ask.${asking}`)}
          action={t(`scim.${asking}Button`)}
          done={t(`scim.done.${asking}`)}
          run={asking === 'renew' ? make : revoke}
          onClose={() => setAsking(undefined)}
        >
          {t(`scim.askText.${asking}`)}
        </AskDialog>
      ) : null}
    </Section>
  )
}
