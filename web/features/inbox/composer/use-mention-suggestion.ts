import type { SuggestionOptions, SuggestionProps } from '@tiptap/suggestion'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useAgents } from '../../../app/shared/directory.tsx'
import { findItems } from '../../../ui/pick/find-items.ts'

/** A colleague who can be named, as the editor keeps it. */
export interface Mentionable {
  id: string | null
  label?: string | null
}

interface Shown {
  items: Mentionable[]
  place: number
  rect: DOMRect | null
  choose(item: Mentionable): void
}

const most = 8

/** What is offered while somebody types a name after @, and the option that tells the editor about it. */
export function useMentionSuggestion() {
  const agents = useAgents()
  const people = useRef(agents)
  useEffect(() => {
    people.current = agents
  })
  const [shown, setShown] = useState<Shown>()
  const now = useRef<Shown>(undefined)

  const suggestion = useMemo((): Partial<SuggestionOptions<Mentionable, Mentionable>> => {
    const show = (next: Shown | undefined) => {
      now.current = next
      setShown(next)
    }
    const follow = (props: SuggestionProps<Mentionable, Mentionable>) =>
      show({ items: props.items, place: 0, rect: props.clientRect?.() ?? null, choose: props.command })
    const move = (step: number) => {
      const list = now.current
      if (list) show({ ...list, place: (list.place + step + list.items.length) % list.items.length })
    }
    const onKeyDown = ({ event }: { event: KeyboardEvent }): boolean => {
      const list = now.current
      // Enter while an input method composes picks a word, not a person.
      if (!list || list.items.length === 0 || event.isComposing || event.keyCode === 229) return false
      const chosen = list.items[list.place]
      if (event.key === 'ArrowDown') move(1)
      else if (event.key === 'ArrowUp') move(-1)
      else if ((event.key === 'Enter' || event.key === 'Tab') && chosen && !event.ctrlKey && !event.metaKey) {
        list.choose(chosen)
      } else if (event.key === 'Escape') show(undefined)
      else return false
      return true
    }
    return {
      char: '@',
      allowedPrefixes: null,
      items: ({ query }) =>
        findItems(
          [...people.current.values()]
            .filter((agent) => agent.active)
            .map((agent) => ({
              id: agent.id,
              label: agent.name,
              words: `${agent.kana ?? ''} ${agent.email}`,
            })),
          query,
        )
          .slice(0, most)
          .map(({ id, label }) => ({ id, label })),
      render: () => ({ onStart: follow, onUpdate: follow, onKeyDown, onExit: () => show(undefined) }),
    }
  }, [])
  return { suggestion, shown }
}
