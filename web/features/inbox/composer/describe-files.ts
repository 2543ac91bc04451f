import type { Attachment } from '../../../api/types.ts'
import { attachmentAddress } from '../../../api/upload.ts'

const nameIn = (disposition: string | null): string | undefined => {
  const found = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  try {
    return found && decodeURIComponent(found)
  } catch {
    return undefined
  }
}

async function describe(id: string): Promise<Attachment | undefined> {
  const response = await fetch(attachmentAddress(id), { method: 'HEAD', credentials: 'same-origin' }).catch(
    () => undefined,
  )
  if (!response?.ok) return undefined
  const { headers } = response
  return {
    id,
    name: nameIn(headers.get('content-disposition')) ?? id,
    type: headers.get('content-type') ?? '',
    size: Number(headers.get('content-length') ?? 0),
    inline: false,
    contentId: null,
    problem: null,
  }
}

/** The files behind the ids that a draft of the server names; ids of which nothing is known any more are left out. */
export async function describeFiles(ids: readonly string[]): Promise<Attachment[]> {
  const found = await Promise.all(ids.map(describe))
  return found.filter((file) => file !== undefined)
}
