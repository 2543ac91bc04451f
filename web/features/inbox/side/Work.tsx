import { Component, type ReactNode, Suspense } from 'react'
import { useBeside } from '../../../app/shared/beside/sections.ts'
import type { ConversationDetail } from '../../../api/types.ts'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import classes from './SidePanel.module.css'

/** Keeps a section that broke, or whose part did not come, from taking the others along. */
class Apart extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <div className={classes.loading}>
        <ReadAgain busy={false} onRetry={() => globalThis.location.reload()} />
      </div>
    )
  }
}

/** The work on a conversation: one part of each feature that has something to show of it. */
export function Work({ conversation }: { conversation: ConversationDetail }) {
  const sections = useBeside()
  return sections.map(({ name, Content }) => (
    <Apart key={name}>
      <Suspense fallback={<SkeletonLines lines={2} className={classes.loading} />}>
        <Content conversation={conversation} />
      </Suspense>
    </Apart>
  ))
}
