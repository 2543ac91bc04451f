import { UserRound, UserRoundX, UsersRound } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../api/types.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay, useMe } from '../../../app/me.ts'
import { useAgents, useTeams } from '../../../app/shared/directory.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { firstOf, type PickItem } from '../../../ui/pick/find-items.ts'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { Control } from './Control.tsx'
import type { Actions } from './use-actions.ts'

const Here = lazy(() => import('../../../app/presence/Here.tsx'))

interface Props {
  conversation: ConversationDetail
  actions: Actions
}

function useChoices(conversation: ConversationDetail): () => PickItem[] {
  const { t } = useTranslation('inbox')
  const me = useMe().agent
  const { assigneeId, teamId } = conversation
  const agents = useAgents()
  const teams = useTeams()
  const others = () => [...agents.values()].filter((one) => one.active && one.id !== me.id && one.answers)
  // Whoever has it stands first: a long list would hide them.
  return () => [
    {
      id: `agent ${me.id}`,
      label: t('assign.me'),
      detail: me.name,
      icon: <Avatar name={me.name} size={18} />,
      chosen: assigneeId === me.id,
    },
    { id: 'agent ', label: t('words:nobody'), icon: <UserRoundX size={15} />, chosen: assigneeId === null },
    ...firstOf(others(), new Set([assigneeId])).map((one, place) => ({
      id: `agent ${one.id}`,
      label: one.name,
      words: `${one.kana ?? ''} ${one.email}`,
      icon: <Avatar name={one.name} size={18} />,
      end: (
        <Suspense>
          <Here agentId={one.id} />
        </Suspense>
      ),
      chosen: assigneeId === one.id,
      apart: place === 0,
    })),
    ...firstOf([...teams.values()], new Set([teamId])).map((one, place) => ({
      id: `team ${one.id}`,
      label: one.name,
      detail: t('assign.team'),
      icon: <UsersRound size={15} />,
      chosen: teamId === one.id,
      apart: place === 0,
    })),
    ...(teamId ? [{ id: 'team ', label: t('assign.noTeam'), icon: <UserRoundX size={15} /> }] : []),
  ]
}

/** Whose the conversation is: a person, a team, both, nobody. */
export function AssignMenu({ conversation, actions }: Props) {
  const { t } = useTranslation('inbox')
  const [opened, setOpened] = useState(false)
  const items = useChoices(conversation)
  const assignee = useAgents().get(conversation.assigneeId ?? '')
  const team = useTeams().get(conversation.teamId ?? '')
  const me = useMe().agent
  const group = t('commands.conversation')
  const may = useMay()('conversations.write')
  const toMe = () => actions.assign({ assigneeId: me.id })
  const commands = [
    { id: 'assign', title: t('assign.label'), group, place: 4, keys: 'a', run: () => setOpened(true) },
    { id: 'assign-me', title: t('assign.toMe'), group, place: 5, keys: 'm', run: toMe },
  ]
  useCommands(may ? commands : [])
  const pick = (id: string) => {
    const [kind, value = ''] = id.split(' ')
    actions.assign(kind === 'team' ? { teamId: value || null } : { assigneeId: value || null })
  }
  const name = assignee?.name ?? (conversation.assigneeId ? t('words:someone') : t('words:nobody'))
  return (
    <PickMenu
      label={t('assign.label')}
      items={items}
      onPick={pick}
      opened={opened}
      onOpened={setOpened}
      emptyText={t('assign.none')}
    >
      <Control
        label={t('assign.label')}
        icon={assignee ? <Avatar name={assignee.name} size={18} /> : <UserRound size={15} />}
        text={team ? `${name} · ${team.name}` : name}
        opened={opened}
        disabled={!may}
        onClick={() => setOpened(!opened)}
      />
    </PickMenu>
  )
}
