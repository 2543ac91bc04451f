import { useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { conversationQuery } from '../../../api/reads/conversations.ts'
import type { ConversationDetail } from '../../../api/types.ts'
import { useMay, useMe } from '../../../app/me.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import type { BesideProps } from '../../../app/shared/beside/section.ts'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import classes from './SidePanel.module.css'

/** Shows a follower at once; the server's own list stands again when it refuses. */
function useFollow(conversation: ConversationDetail) {
  const cache = useQueryClient()
  const { agent } = useMe()
  const { queryKey } = conversationQuery(conversation.id)
  return (agentId: string) => {
    const following = !conversation.followerIds.includes(agentId)
    cache.setQueryData(queryKey, (old) => {
      if (!old) return old
      const others = old.followerIds.filter((id) => id !== agentId)
      const own = agentId === agent.id ? { following } : {}
      return { ...old, ...own, followerIds: following ? [...others, agentId] : others }
    })
    call('conversations.follow', {
      params: { conversationId: conversation.id },
      body: { following, ...(agentId === agent.id ? {} : { agentId }) },
    }).catch((error: unknown) => {
      void cache.invalidateQueries({ queryKey })
      sayProblem(error)
    })
  }
}

/** Who is told of what happens here, and a way to add colleagues. */
export default function Followers({ conversation }: BesideProps) {
  const { t } = useTranslation('inbox')
  const may = useMay()('conversations.write')
  const agents = useAgents()
  const [opened, setOpened] = useState(false)
  const toggle = useFollow(conversation)
  // While only the list's row is known, nobody knows who follows.
  const ids = conversation.followerIds ?? []
  const followers = ids.flatMap((id) => agents.get(id) ?? [])
  return (
    <Section title={t('side.followers')}>
      <ul className={classes.followers}>
        {followers.map(({ id, name }) => (
          <li key={id}>
            <Avatar name={name} size={18} />
            {name}
          </li>
        ))}
      </ul>
      {followers.length === 0 && !may ? <p className={classes.nobody}>{t('side.noFollowers')}</p> : null}
      {may ? (
        <PickMenu
          label={t('side.addFollower')}
          items={() =>
            [...agents.values()]
              .filter(({ active }) => active)
              .map(({ id, name, kana, email }) => ({
                id,
                label: name,
                words: `${kana ?? ''} ${email}`,
                icon: <Avatar name={name} size={18} />,
                chosen: ids.includes(id),
              }))
          }
          onPick={toggle}
          opened={opened}
          onOpened={setOpened}
          multiple
          emptyText={t('assign.none')}
        >
          <button
            type="button"
            className={classes.addFollower}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <UserPlus size={14} aria-hidden="true" />
            {t('side.addFollower')}
          </button>
        </PickMenu>
      ) : null}
    </Section>
  )
}
