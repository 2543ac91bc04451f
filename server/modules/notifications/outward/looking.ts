import type { Kernel } from '../../../kernel/kernel.ts'

/** Whether a person looks at a screen of the app just now, whichever process holds it. */
type Looking = (workspaceId: number, agentId: string) => Promise<boolean>

const finders = new WeakMap<Kernel, Looking>()

/** Tells this process how to find out whether somebody looks at the app. */
export const setLooking = (kernel: Kernel, looking: Looking): void => {
  finders.set(kernel, looking)
}

/** Whether a person looks at the app just now. */
export const isLooking = async (
  { kernel, workspaceId }: { kernel: Kernel; workspaceId: number },
  agentId: string,
): Promise<boolean> => (await finders.get(kernel)?.(workspaceId, agentId)) ?? false
