import { useNavigate } from '@tanstack/react-router'
import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../api/types.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { useAgents, useInboxes, useTags } from '../../../app/shared/directory.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { filterOf, type FilterSearch, withoutDefaults } from '../filter.ts'

/** What can be chosen comes when somebody first wants to. */
const load = () => import('./filter-choices.tsx')

/** Narrows the list down. Choosing a condition that holds takes it away. */
export function FilterMenu({ search }: { search: FilterSearch }) {
  const { t } = useTranslation('inbox')
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  const [found, setFound] = useState<Awaited<ReturnType<typeof load>>>()
  const [agents, inboxes, tags] = [useAgents(), useInboxes(), useTags()]
  const filter = filterOf(search)

  const open = () => {
    load().then((choices) => {
      setFound(choices)
      setOpened(true)
    }, sayProblem)
  }
  const pick = (id: string) => {
    const [name = '', value = ''] = id.split(' ')
    const chosen = String(filter[name as keyof Filter]) === value
    const next: Record<string, unknown> = { ...search, [name]: name === 'waiting' ? true : value }
    if (chosen) delete next[name]
    void navigate({ to: '.', search: withoutDefaults(next as FilterSearch) as never })
  }
  return (
    <PickMenu
      label={t('filter.label')}
      items={() => found?.choicesOf({ t, filter, agents, inboxes, tags }) ?? []}
      onPick={pick}
      opened={opened}
      onOpened={setOpened}
      emptyText={t('filter.none')}
      width={280}
    >
      <IconButton
        label={t('filter.label')}
        aria-expanded={opened}
        onClick={() => (opened ? setOpened(false) : open())}
      >
        <ListFilter size={16} />
      </IconButton>
    </PickMenu>
  )
}
