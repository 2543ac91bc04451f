import { harmlessName } from '../../kernel/harmless-name.ts'
import { variablesAbout, type Variable, type VariableFamily } from '../../kernel/variables/index.ts'
import { attributeRows, type AttributeRow } from './queries/attributes.ts'
import { namedCustomers, type NamedCustomer } from './queries/known.ts'

const CUSTOMER = 'customer'

// None is always there: of a customer who was erased, or whom the writer may not see, nothing is known.
const ofCustomer = variablesAbout<NamedCustomer>(CUSTOMER, namedCustomers, [
  {
    name: 'customer.name',
    title: { en: 'Customer’s name', ja: 'お客様名' },
    kind: 'text',
    // Nobody is addressed by the beginning of their mail address, nor by a link.
    value: ({ name, named }) => (named && harmlessName(name)) || null,
  },
  {
    name: 'customer.kana',
    title: { en: 'Reading of the customer’s name', ja: 'お客様名のフリガナ' },
    kind: 'text',
    value: ({ kana }) => (kana !== null && harmlessName(kana)) || null,
  },
  {
    name: 'customer.known-since',
    title: { en: 'Customer known since', ja: 'お客様の登録日時' },
    kind: 'moment',
    value: ({ createdAt }) => createdAt,
  },
])

const KINDS = { text: 'text', choice: 'text', number: 'number', date: 'day' } as const

// Yes and no are no words of an answer.
const attribute = ({ key, label, type }: AttributeRow): Variable[] =>
  type === 'boolean'
    ? []
    : variablesAbout<NamedCustomer>(CUSTOMER, namedCustomers, [
        {
          name: `customer.attribute.${key}`,
          title: { en: label, ja: label },
          kind: KINDS[type],
          // A value from before its definition has any form: one that does not fit counts as missing.
          value: ({ attributes }) => (attributes[key] ?? null) as never,
        },
      ])

const attributes: VariableFamily = {
  prefix: 'customer.attribute.',
  list: async (db) => (await attributeRows(db)).flatMap(attribute),
}

/** What answers may name of a customer: what everybody has, and what the workspace wants to know of its customers. */
export const variables = [...ofCustomer, attributes]
