import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { customerQuery } from '../../../api/reads/customers.ts'
import type { CustomerDetail, Request } from '../../../api/types.ts'
import { sayProblem } from '../../notices/notices.ts'

type Change = Request<'customers.updateCustomer'>['body']

/** The customer as it will be once the change is kept. */
export function withChange(customer: CustomerDetail, change: Change): CustomerDetail {
  const { attributes: changed = {}, name, kana, language } = change
  const attributes = Object.fromEntries(
    Object.entries({ ...customer.attributes, ...changed }).filter(
      (entry): entry is [string, CustomerDetail['attributes'][string]] => entry[1] !== null,
    ),
  )
  return {
    ...customer,
    attributes,
    name: name ?? customer.name,
    kana: kana === undefined ? customer.kana : kana,
    language: language === undefined ? customer.language : language,
  }
}

/** The customer with what a change touched as it was before; what others changed since stays. */
export function withoutChange(
  customer: CustomerDetail,
  change: Change,
  before: CustomerDetail,
): CustomerDetail {
  const { attributes: changed = {}, ...fields } = change
  const back = Object.fromEntries(
    Object.keys(changed).map((key) => [key, before.attributes[key] ?? null]),
  ) as NonNullable<Change['attributes']>
  const names = Object.keys(fields) as (keyof typeof fields)[]
  const old = Object.fromEntries(names.map((name) => [name, before[name]])) as Partial<CustomerDetail>
  return { ...withChange(customer, { attributes: back }), ...old }
}

/** Changes a customer: shown at once, put back with a word when the server refuses. */
export function useChangeCustomer(customer: CustomerDetail): (change: Change) => void {
  const cache = useQueryClient()
  const { queryKey } = customerQuery(customer.id)
  return (change) => {
    const before = cache.getQueryData(queryKey)
    cache.setQueryData(queryKey, (old) => old && withChange(old, change))
    call('customers.updateCustomer', { params: { customerId: customer.id }, body: change }).then(
      (saved) => {
        cache.setQueryData(queryKey, (old) => old && { ...old, ...saved })
        void cache.invalidateQueries({ queryKey: ['customers'] })
        void cache.invalidateQueries({ queryKey: ['customer-timeline', customer.id] })
      },
      (error: unknown) => {
        // Put back here: fetched again, it would stay changed while there is no connection.
        cache.setQueryData(queryKey, (old) => old && before && withoutChange(old, change, before))
        void cache.invalidateQueries({ queryKey })
        sayProblem(error)
      },
    )
  }
}
