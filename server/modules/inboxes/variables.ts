import { variablesAbout } from '../../kernel/variables/index.ts'
import { namedInboxes, type NamedInbox } from './queries/known.ts'

/** What answers may name of the inbox that they leave through. */
export const variables = variablesAbout<NamedInbox>('inbox', namedInboxes, [
  {
    name: 'inbox.name',
    title: { en: 'Inbox', ja: '窓口名' },
    kind: 'text',
    always: true,
    value: ({ name }) => name,
  },
  {
    name: 'inbox.brand',
    title: { en: 'Brand', ja: 'ブランド名' },
    kind: 'text',
    always: true,
    value: ({ brand }) => brand,
  },
])
