import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link2, Unlink } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { myLinksQuery } from '../../../api/reads/sso.ts'
import type { Output } from '../../../api/types.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'

type OneLink = Output<'access.listMyLinks'>[number]

/** The providers through which the person can sign in, once they are linked to who they are there. */
export function Links() {
  const { t } = useTranslation('account')
  const queryClient = useQueryClient()
  const { data: links = [] } = useQuery(myLinksQuery)
  const [ending, setEnding] = useState<OneLink>()
  if (links.length === 0) return null
  const begin = ({ providerId }: OneLink) =>
    void call('access.startLink', { params: { providerId } }).then(
      ({ url }) => globalThis.location.assign(url),
      sayProblem,
    )
  return (
    <Section flush title={t('links.title')} lead={t('links.lead')}>
      <Rows label={t('links.title')}>
        {links.map((link) => (
          <Row
            key={link.providerId}
            sign={<Link2 size={18} strokeWidth={1.75} aria-hidden="true" />}
            title={link.name}
            detail={
              link.linkedAt === null ? (
                t('links.none')
              ) : (
                <>
                  {t('links.since')} <Time at={link.linkedAt} form="day" />
                </>
              )
            }
          >
            {link.linkedAt === null ? (
              <Button variant="default" onClick={() => begin(link)}>
                {t('links.begin')}
              </Button>
            ) : (
              <Button variant="default" leftSection={<Unlink size={15} />} onClick={() => setEnding(link)}>
                {t('links.end')}
              </Button>
            )}
          </Row>
        ))}
      </Rows>
      {ending ? (
        <AskDialog
          title={t('links.endTitle', { name: ending.name })}
          action={t('links.end')}
          done={t('links.ended')}
          run={async () => {
            await call('access.removeMyLink', { params: { providerId: ending.providerId } })
            await queryClient.invalidateQueries({ queryKey: myLinksQuery.queryKey })
          }}
          onClose={() => setEnding(undefined)}
        >
          {t('links.endText')}
        </AskDialog>
      ) : null}
    </Section>
  )
}
