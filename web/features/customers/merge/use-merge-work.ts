import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { say, sayDone, sayProblem } from '../../../app/notices/notices.ts'

/** A customer as far as merging speaks of them. */
export interface Person {
  id: string
  name: string
}

const undoSeconds = 10

/** Merging, undoing it, and saying that two are different people: done, said, and shown wherever they stand. */
export function useMergeWork() {
  const { t } = useTranslation('merge')
  const cache = useQueryClient()
  const refresh = (...ids: string[]) => {
    const keys = ids.flatMap((id) => [
      ['customer', id],
      ['customer-notes', id],
      ['customer-timeline', id],
    ])
    for (const queryKey of [...keys, ['customers'], ['conversations']])
      void cache.invalidateQueries({ queryKey })
  }

  const undo = async (mergeId: string, merged: Person) => {
    const { survivorId } = await call('customers.undoMerge', { params: { mergeId } })
    refresh(survivorId, merged.id)
    say(t('customers.undone', { name: merged.name }))
  }
  const merge = async (survivor: Person, merged: Person) => {
    const { id } = await call('customers.mergeCustomers', {
      params: { customerId: survivor.id },
      body: { mergedId: merged.id },
    })
    refresh(survivor.id, merged.id)
    sayDone({
      id: `merge ${id}`,
      text: t('customers.done', { name: survivor.name }),
      seconds: undoSeconds,
      undo: () => void undo(id, merged).catch(sayProblem),
    })
  }
  const decide = async (customerId: string, other: Person, never: boolean) => {
    await call('customers.decidePair', { params: { customerId, mergedId: other.id }, body: { never } })
    refresh(customerId, other.id)
  }
  const allow = async (customerId: string, other: Person) => {
    await decide(customerId, other, false)
    say(t('customers.allowed'))
  }
  const never = async (customerId: string, other: Person) => {
    await decide(customerId, other, true)
    sayDone({
      id: `never ${customerId} ${other.id}`,
      text: t('customers.neverDone', { name: other.name }),
      seconds: undoSeconds,
      undo: () => void decide(customerId, other, false).catch(sayProblem),
    })
  }
  return { merge, undo, never, allow }
}
