import {
  conditionsAbout,
  type Choice,
  type Condition,
  type ConditionFamily,
} from '../../kernel/conditions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { startOfDay } from '../hours/index.ts'
import { attributeRows, type AttributeRow } from './queries/attributes.ts'
import { languageRows } from './queries/conditions.ts'
import { knownCustomers, type KnownCustomer } from './queries/known.ts'

const CUSTOMER = 'customer'

/** Languages to choose from before any customer speaks them. */
const USUAL = 'ja en zh ko vi th id ms tl ne my hi pt es fr de it ru uk ar'.split(' ')

const namesIn = {
  en: new Intl.DisplayNames('en', { type: 'language' }),
  ja: new Intl.DisplayNames('ja', { type: 'language' }),
}

const nameIn = (reader: keyof typeof namesIn, code: string): string => {
  try {
    return namesIn[reader].of(code) ?? code
  } catch {
    // A customer's language is what a stranger's screen said: four letters, say, are no language.
    return code
  }
}

const languages = async (db: Db): Promise<Choice[]> =>
  [...new Set([...USUAL, ...(await languageRows(db))])].map((value) => ({
    value,
    title: { en: nameIn('en', value), ja: nameIn('ja', value) },
  }))

const ofCustomer = conditionsAbout<KnownCustomer>(CUSTOMER, knownCustomers, [
  {
    name: 'customer.name',
    title: { en: 'Customer’s name', ja: 'お客様名' },
    kind: 'text',
    value: ({ name }) => name,
  },
  {
    name: 'customer.language',
    title: { en: 'Customer’s language', ja: 'お客様の言語' },
    kind: 'choice',
    choices: languages,
    value: ({ language }) => language,
  },
  {
    name: 'customer.domains',
    title: { en: 'Domain of the customer’s mail address', ja: 'お客様のメールアドレスのドメイン' },
    kind: 'list',
    value: ({ domains }) => domains,
  },
  {
    name: 'customer.conversations',
    title: { en: 'Customer’s number of conversations', ja: 'お客様の会話数' },
    kind: 'number',
    value: ({ conversationCount }) => conversationCount,
  },
  {
    name: 'customer.known-since',
    title: { en: 'Customer known since', ja: 'お客様の登録日時' },
    kind: 'moment',
    value: ({ createdAt }) => createdAt,
  },
])

/** A kept day is the beginning of that day where the workspace is. */
const dayOf = (timeZone: string, value: unknown): Date | null =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? startOfDay(timeZone, value)
    : null

// A value from before its definition has any form; the evaluator leaves out what does not fit the kind.
const attribute = ({ key, label, type, choices }: AttributeRow): Condition[] => {
  const name = `customer.attribute.${key}`
  const title = { en: label, ja: label }
  const plain = <Value>({ attributes }: KnownCustomer): Value | null =>
    (attributes[key] ?? null) as Value | null
  const declare = (one: Parameters<typeof conditionsAbout<KnownCustomer>>[2][number]) =>
    conditionsAbout(CUSTOMER, knownCustomers, [one])
  if (type === 'choice')
    return declare({
      name,
      title,
      kind: 'choice',
      choices: () => choices.map((value) => ({ value, title: { en: value, ja: value } })),
      value: plain<string>,
    })
  if (type === 'number') return declare({ name, title, kind: 'number', value: plain<number> })
  if (type === 'boolean') return declare({ name, title, kind: 'flag', value: plain<boolean> })
  if (type === 'text') return declare({ name, title, kind: 'text', value: plain<string> })
  return declare({
    name,
    title,
    kind: 'moment',
    value: ({ attributes, timeZone }) => dayOf(timeZone, attributes[key]),
  })
}

const attributes: ConditionFamily = {
  prefix: 'customer.attribute.',
  list: async (db) => (await attributeRows(db)).flatMap(attribute),
}

/** What may be asked of a customer: what everybody has, and what the workspace wants to know of its customers. */
export const conditions = [...ofCustomer, attributes]
