import { variablesAbout } from '../../kernel/variables/index.ts'
import { agentRowsByIds, type AgentRow } from './queries/agents.ts'

/** What answers may name of whoever writes them. */
export const variables = variablesAbout<AgentRow>('agent', agentRowsByIds, [
  {
    name: 'agent.name',
    title: { en: 'Name of whoever answers', ja: '返信する人の名前' },
    kind: 'text',
    always: true,
    value: ({ name }) => name,
  },
  {
    name: 'agent.kana',
    title: { en: 'Reading of that name', ja: '返信する人のフリガナ' },
    kind: 'text',
    value: ({ kana }) => kana,
  },
])
