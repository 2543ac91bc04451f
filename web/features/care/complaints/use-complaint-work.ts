import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { careWaitingQuery, complaintsQuery } from '../../../api/reads/care.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import type { Request } from '../../../api/types.ts'

type Change = Request<'care.updateComplaint'>['body']

/** Records and changes complaints of a conversation; what shows them is read again. */
export function useComplaintWork(conversationId: string) {
  const cache = useQueryClient()
  const { queryKey } = complaintsQuery(conversationId)
  const read = async () => {
    void cache.invalidateQueries({ queryKey: ['complaint-list'] })
    void cache.invalidateQueries({ queryKey: careWaitingQuery.queryKey })
    await cache.invalidateQueries({ queryKey })
  }
  const change = async (complaintId: string, body: Change) => {
    const kept = await call('care.updateComplaint', { params: { complaintId }, body })
    cache.setQueryData(queryKey, (old) => old?.map((one) => (one.id === kept.id ? kept : one)))
    void read()
  }
  return {
    change,
    /** The same from a button: what goes wrong is said. */
    press: (complaintId: string, body: Change) => void change(complaintId, body).catch(sayProblem),
    open: async (body: Request<'care.openComplaint'>['body']) => {
      await call('care.openComplaint', { params: { conversationId }, body })
      await read()
    },
    remove: async (complaintId: string) => {
      await call('care.deleteComplaint', { params: { complaintId } })
      await read()
    },
  }
}

/** What can be done with complaints. */
export type ComplaintWork = ReturnType<typeof useComplaintWork>
