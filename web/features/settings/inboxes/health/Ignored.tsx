import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Import } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../../api/call.ts'
import { ignoredQuery } from '../../../../api/reads/inbox-health.ts'
import type { Output } from '../../../../api/types.ts'
import { inLanguage } from '../../../../ui/in-language.ts'
import { Section } from '../../frame/Section.tsx'
import quarantine from '../Quarantine.module.css'
import { ArrivalActs } from './ArrivalActs.tsx'
import { Facts, Headline } from './Glance.tsx'
import { Lines } from './Lines.tsx'
import { useHealthWork } from './use-health-work.ts'

type Item = Output<'intake.listIgnored'>['items'][number]

function IgnoredLine({ inboxId, item }: { inboxId: string; item: Item }) {
  const { t, i18n } = useTranslation('health')
  const { busy, run } = useHealthWork(inboxId)
  const wanted = () =>
    run(call('intake.importIgnored', { params: { arrivalId: item.id }, body: {} }), t('ignored.done'))
  return (
    <li className={quarantine.line}>
      <div className={quarantine.words}>
        <Headline item={item} />
        <p>{item.words ? inLanguage(item.words, i18n.language) : t(`ignored.cause.${item.cause}`)}</p>
        <p className={quarantine.facts}>
          <Facts item={item} />
        </p>
      </div>
      {item.kept === 'nothing' ? null : (
        <div className={quarantine.acts}>
          <ArrivalActs arrivalId={item.id} />
          <Button
            variant="default"
            size="xs"
            loading={busy}
            leftSection={<Import size={14} />}
            onClick={wanted}
          >
            {t('ignored.import')}
          </Button>
        </div>
      )}
    </li>
  )
}

/** What came in and became no message: why, and a way to have it as one all the same. */
export function Ignored({
  inboxId,
  only,
  lead,
}: {
  inboxId: string
  only: 'duplicates' | 'others'
  lead: ReactNode
}) {
  const { t } = useTranslation('health')
  const query = useInfiniteQuery(ignoredQuery(inboxId, only))
  const items = query.data?.pages.flatMap((page) => page.items)
  const title = t(`ignored.title.${only}`)
  return (
    <Section flush title={title} lead={lead}>
      <Lines query={query} items={items} label={title} none={t(`ignored.none.${only}`)}>
        {(item) => <IgnoredLine key={item.id} inboxId={inboxId} item={item} />}
      </Lines>
    </Section>
  )
}
