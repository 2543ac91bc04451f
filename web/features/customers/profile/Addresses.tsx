import '../../../ui/styles/fields.ts'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { customerQuery } from '../../../api/reads/customers.ts'
import type { CustomerDetail, Identity } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { Identities } from '../../../app/shared/customer/Identities.tsx'
import { kindOf } from '../../../app/shared/customer/identity.ts'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { addressWith, PlainLink } from '../../../app/shared/PlainLink.tsx'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import classes from './Profile.module.css'

function useAddresses(customerId: string) {
  const cache = useQueryClient()
  const refresh = async () => {
    await cache.invalidateQueries({ queryKey: customerQuery(customerId).queryKey })
    void cache.invalidateQueries({ queryKey: ['customers'] })
    void cache.invalidateQueries({ queryKey: ['customer-timeline', customerId] })
  }
  return {
    async add(value: string) {
      // not-a-channel: kinds of addresses
      const kind = kindOf(value) === 'phone' ? ('phone' as const) : ('email' as const)
      await call('customers.addIdentity', { params: { customerId }, body: { kind, value } })
      await refresh()
    },
    async remove(identityId: string) {
      await call('customers.removeIdentity', { params: { customerId, identityId } })
      await refresh()
    },
  }
}

interface AddProps {
  onAdd(value: string): Promise<void>
  onDone(): void
}

function AddAddress({ onAdd, onDone }: AddProps) {
  const { t } = useTranslation('customers')
  const textOf = useProblemText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const add = async (value: string) => {
    if (value === '') return
    setBusy(true)
    setProblem(undefined)
    try {
      await onAdd(value)
      onDone()
    } catch (error) {
      setProblem(textOf(error))
      setBusy(false)
    }
  }
  return (
    <form
      className={classes.addForm}
      onSubmit={(event) => {
        event.preventDefault()
        const value = new FormData(event.currentTarget).get('address')
        // Full-width signs are what a Japanese keyboard gives.
        if (typeof value === 'string') void add(value.normalize('NFKC').trim())
      }}
    >
      <input
        name="address"
        className={classes.addField}
        aria-label={t('newAddress')}
        placeholder={t('newAddress')}
        maxLength={254}
        autoFocus
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) onDone()
        }}
      />
      <Button type="submit" size="compact-sm" loading={busy}>
        {t('addNote')}
      </Button>
      {problem ? (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </form>
  )
}

function Claims({ claims }: Pick<CustomerDetail, 'claims'>) {
  const { t } = useTranslation('customers')
  if (claims.length === 0) return null
  return (
    <div className={classes.claims}>
      <p>
        <TriangleAlert size={14} aria-hidden="true" /> {t('claims')}
      </p>
      <ul>
        {claims.map(({ kind, value }) => (
          <li key={`${kind} ${value}`}>
            <PlainLink href={addressWith('/customers', { q: value })}>{value}</PlainLink>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Where the customer can be reached: added, removed, and what they gave that belongs to somebody else. */
export function Addresses({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const may = useMay()('customers.write')
  const { add, remove } = useAddresses(customer.id)
  const [adding, setAdding] = useState(false)
  const [asked, setAsked] = useState<Identity>()
  const confirm = ({ id }: Identity) => {
    setAsked(undefined)
    remove(id).catch(sayProblem)
  }
  return (
    <Section title={t('addresses')}>
      {may ? <Identities customer={customer} onRemove={setAsked} /> : <Identities customer={customer} />}
      <Claims claims={customer.claims} />
      {may && adding ? <AddAddress onAdd={add} onDone={() => setAdding(false)} /> : null}
      {may && !adding ? (
        <button type="button" className={classes.add} onClick={() => setAdding(true)}>
          <Plus size={14} aria-hidden="true" />
          {t('addAddress')}
        </button>
      ) : null}
      {asked ? (
        <AskFirst
          danger
          title={t('removeAddressTitle', { value: asked.value })}
          action={t('removeAddressYes')}
          onYes={() => confirm(asked)}
          onClose={() => setAsked(undefined)}
        >
          {t('removeAddressText')}
        </AskFirst>
      ) : null}
    </Section>
  )
}
