import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Building2, CornerUpRight, Plus, Trash2, Truck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import {
  type EscalationType,
  escalationTypesQuery,
  type Partner,
  partnersQuery,
} from '../../../api/reads/asides.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { PartnerDialog } from './PartnerDialog.tsx'
import { TypeDialog } from './TypeDialog.tsx'

type Shown =
  | { as: 'partner'; partner: Partner | undefined }
  | { as: 'type'; type: EscalationType | undefined }
  | { as: 'remove-partner'; partner: Partner }
  | { as: 'remove-type'; type: EscalationType }

function PartnerRows({ partners, onShow }: { partners: readonly Partner[]; onShow(shown: Shown): void }) {
  const { t } = useTranslation('partners')
  if (partners.length === 0)
    return (
      <EmptyState icon={<Building2 size={28} strokeWidth={1.5} />} title={t('none')}>
        {t('noneText')}
      </EmptyState>
    )
  return (
    <Rows label={t('partners')}>
      {partners.map((partner) => (
        <Row
          key={partner.id}
          sign={
            partner.kind === 'department' ? (
              <Building2 size={18} color="var(--c-text-faint)" />
            ) : (
              <Truck size={18} color="var(--c-text-faint)" />
            )
          }
          title={
            <button type="button" onClick={() => onShow({ as: 'partner', partner })}>
              {partner.name}
            </button>
          }
          detail={partner.people.map(({ address }) => address).join(', ') || t('byLink')}
        >
          <span>{t(`kind.${partner.kind}`)}</span>
          <IconButton
            label={t('settings:question.remove', { name: partner.name })}
            onClick={() => onShow({ as: 'remove-partner', partner })}
          >
            <Trash2 size={16} />
          </IconButton>
        </Row>
      ))}
    </Rows>
  )
}

function TypeRows({
  types,
  partners,
  onShow,
}: {
  types: readonly EscalationType[]
  partners: readonly Partner[]
  onShow(shown: Shown): void
}) {
  const { t } = useTranslation('partners')
  if (types.length === 0)
    return (
      <EmptyState icon={<CornerUpRight size={28} strokeWidth={1.5} />} title={t('noTypes')}>
        {t('noTypesText')}
      </EmptyState>
    )
  return (
    <Rows label={t('types')}>
      {types.map((type) => (
        <Row
          key={type.id}
          sign={<CornerUpRight size={18} color="var(--c-text-faint)" />}
          title={
            <button type="button" onClick={() => onShow({ as: 'type', type })}>
              {type.name}
            </button>
          }
          detail={partners.find(({ id }) => id === type.partnerId)?.name ?? t('noPartner')}
        >
          <span>{type.dueHours === null ? t('noDue') : t('within', { count: type.dueHours })}</span>
          <IconButton
            label={t('settings:question.remove', { name: type.name })}
            onClick={() => onShow({ as: 'remove-type', type })}
          >
            <Trash2 size={16} />
          </IconButton>
        </Row>
      ))}
    </Rows>
  )
}

function Dialogs({
  shown,
  partners,
  onClose,
}: {
  shown: Shown
  partners: readonly Partner[]
  onClose(): void
}) {
  const { t } = useTranslation('partners')
  const cache = useQueryClient()
  const again = () => cache.invalidateQueries({ queryKey: ['partners'] })
  if (shown.as === 'partner') return <PartnerDialog partner={shown.partner} onClose={onClose} />
  if (shown.as === 'type') return <TypeDialog type={shown.type} partners={partners} onClose={onClose} />
  const isPartner = shown.as === 'remove-partner'
  const { id, name } = isPartner ? shown.partner : shown.type
  const remove = () =>
    isPartner
      ? call('teamwork.deletePartner', { params: { partnerId: id } })
      : call('teamwork.deleteEscalationType', { params: { typeId: id } })
  return (
    <AskDialog
      title={t('removeTitle', { name })}
      done={t('removed', { name })}
      run={() => remove().then(again)}
      onClose={onClose}
    >
      {t('removeText')}
    </AskDialog>
  )
}

/** Departments, suppliers and carriers who are asked about conversations, and kinds of escalation. */
export default function Partners() {
  const { t } = useTranslation('partners')
  const partners = useQuery(partnersQuery)
  const types = useQuery(escalationTypesQuery)
  const [shown, setShown] = useState<Shown>()
  return (
    <Page
      title={t('app:settings.partners')}
      lead={t('lead')}
      action={
        <Button
          leftSection={<Plus size={16} />}
          onClick={() => setShown({ as: 'partner', partner: undefined })}
        >
          {t('add')}
        </Button>
      }
    >
      <Section flush title={t('partners')}>
        <Loaded query={partners}>{(rows) => <PartnerRows partners={rows} onShow={setShown} />}</Loaded>
      </Section>
      <Section
        flush
        title={t('types')}
        lead={t('typesLead')}
        action={
          <Button
            variant="default"
            leftSection={<Plus size={16} />}
            onClick={() => setShown({ as: 'type', type: undefined })}
          >
            {t('addType')}
          </Button>
        }
      >
        <Loaded query={types}>
          {(rows) => <TypeRows types={rows} partners={partners.data ?? []} onShow={setShown} />}
        </Loaded>
      </Section>
      {shown ? (
        <Dialogs shown={shown} partners={partners.data ?? []} onClose={() => setShown(undefined)} />
      ) : null}
    </Page>
  )
}
