import { variablesAbout } from '../../kernel/variables/index.ts'
import { namedWorkspace, type NamedWorkspace } from './queries.ts'

/** What answers may name of the workspace. */
export const variables = variablesAbout<NamedWorkspace>('workspace', namedWorkspace, [
  {
    name: 'workspace.name',
    title: { en: 'Name of the workspace', ja: 'ワークスペース名' },
    kind: 'text',
    always: true,
    value: ({ name }) => name,
  },
  {
    name: 'workspace.now',
    title: { en: 'Now', ja: '現在の日時' },
    kind: 'moment',
    always: true,
    value: ({ now }) => now,
  },
])
